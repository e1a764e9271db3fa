package org.sealpost.web.admin.destinations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sealpost.assurance.Evidence;
import org.sealpost.monitor.HostLook;
import org.sealpost.web.Moments;
import org.sealpost.web.Phrasebook;

/** One mail server in words. @param why its proof holds, or doesn't */
public record HostPanel(String host, HeatCell proof, String why, List<Line> lines) {

    public record Line(String label, String value) { }

    static HostPanel of(HostLook host, Phrasebook phrases, Moments moments) {
        Evidence seen = host.seen();
        List<Line> lines = new ArrayList<>();
        host.priority().ifPresent(number -> lines.add(new Line(phrases.say("look.priority"), String.valueOf(number))));
        seen.address().ifPresent(address -> lines.add(new Line(phrases.say("look.address"), address)));
        host.startTls().ifPresent(offer -> lines.add(new Line("STARTTLS",
                phrases.say("look.starttls." + offer.name().toLowerCase(Locale.ROOT)))));
        seen.tlsVersion().ifPresent(version -> lines.add(new Line(phrases.say("look.version"), version)));
        seen.cipherSuite().ifPresent(suite -> lines.add(new Line(phrases.say("look.suite"), suite)));
        seen.certificate().ifPresent(certificate -> {
            lines.add(new Line(phrases.say("look.certificate"), certificate.subject()));
            lines.add(new Line(phrases.say("look.issuer"), certificate.issuer()));
            lines.add(new Line(phrases.say("look.expires"), moments.day(certificate.notAfter())));
        });
        String style = switch (host.proof()) {
            case PROVEN -> "is-ok";
            case UNPROVEN -> "is-warn";
            case UNUSED -> "is-none";
        };
        return new HostPanel(seen.mxHost(), new HeatCell(style, phrases.say("look.proof." + host.proof().name().toLowerCase(Locale.ROOT))),
                phrases.say(seen.levelReason()), lines);
    }
}
