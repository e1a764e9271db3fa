package org.sealpost.demo;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** A message on the demo page as it came, and beside it as its recipient reads it. */
final class SealedMessage {

    /** Characters of what came: enough to see that nobody can read it. */
    private static final int MOST = 1_500;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM, HH:mm:ss").withZone(ZoneId.systemDefault());

    private SealedMessage() {
    }

    static String shown(Correspondent owner, Arrival arrival, Unsealed unsealed) {
        OpenedMail outer = OpenedMail.of(arrival.octets());
        OpenedMail mail = unsealed.mail();
        String attachments = mail.attachments().isEmpty() ? ""
                : "<p class=\"meta\">Attached: " + Html.text(String.join(", ", mail.attachments())) + "</p>";
        return DemoPage.fill("sealed").replace("{{received}}", TIME.format(arrival.received()))
                .replace("{{road}}", arrival.tls().map(tls -> "over " + Html.text(tls)).orElse("not encrypted on the way"))
                .replace("{{name}}", name(owner))
                .replace("{{style}}", unsealed.good() ? "is-ok" : "is-warn")
                .replace("{{signature}}", Html.text(unsealed.signature()))
                .replace("{{cipher}}", unsealed.cipher().map(cipher -> Html.text("Encrypted with " + cipher)).orElse("Not encrypted"))
                .replace("{{answer}}", answer(owner, arrival))
                .replace("{{raw}}", "raw?mailbox=" + owner.address() + "&amp;message=" + arrival.number())
                .replace("{{attachments}}", attachments)
                .replace("{{outer-from}}", Html.text(outer.from()))
                .replace("{{outer-subject}}", Html.text(outer.subject()))
                .replace("{{from}}", Html.text(mail.from()))
                .replace("{{subject}}", mail.subject().isBlank() ? "(no subject)" : Html.text(mail.subject()))
                .replace("{{raw-text}}", Html.text(body(arrival.raw())))
                .replace("{{text}}", Html.text(mail.text()));
    }

    /** How to read this mailbox with another program. */
    static String key(Correspondent owner) {
        boolean finn = owner == Correspondent.FINN;
        Path file = Path.of(System.getProperty("sealpost.data")).resolve(finn ? "finn.asc" : "mia.p12");
        return DemoPage.fill(finn ? "key-finn" : "key-mia").replace("{{file}}", Html.text(file.toString()));
    }

    static String answer(Correspondent owner, Arrival arrival) {
        return DemoPage.fill("answer").replace("{{address}}", owner.address()).replace("{{number}}", String.valueOf(arrival.number()))
                .replace("{{name}}", name(owner));
    }

    /** The armor if there is one, otherwise all from the empty line on; long lines of letters run on, and there isn't too much of it. */
    private static String body(String raw) {
        String body = raw.substring(Math.max(Math.max(0, raw.indexOf("\r\n\r\n")), raw.indexOf("-----BEGIN PGP MESSAGE-----"))).strip()
                .replaceAll("(?<=[A-Za-z0-9+/]{64})\\R(?=[A-Za-z0-9+/]{4})", "");
        return body.length() <= MOST ? body : body.substring(0, MOST) + " …";
    }

    private static String name(Correspondent owner) {
        return owner == Correspondent.MIA ? "Mia" : "Finn";
    }
}
