package org.sealpost.web.webmail;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.Setting;
import org.sealpost.directory.AppPasswords;
import org.sealpost.directory.ProgramPorts;
import org.sealpost.forecast.Forecasts;
import org.sealpost.web.Moments;
import org.sealpost.web.OutsideId;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** The page /mail/programs.xhtml: a user's app passwords, and what a mail program must be told. */
@Named
@RequestScoped
public class MailPrograms {

    @Inject
    private AppPasswords appPasswords;
    @Inject
    private ProgramPorts ports;
    @Inject
    private Forecasts forecasts;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Moments moments;
    @Inject
    private Tongue tongue;

    private String name = "";
    private String flaw = "";
    /** Shown once. */
    private String made = "";
    private String madeFor = "";

    /** One app password, without the password. */
    public record Program(String id, String name, String madeOn, String used) { }

    public List<Program> getAll() {
        return appPasswords.of(signedIn.user()).stream().map(one -> new Program(one.uuid().toString(), one.name(), moments.day(one.madeAt()),
                one.usedAt().map(moments::day).orElseGet(() -> phrases().say("programs.unused")))).toList();
    }

    public void make() {
        if (name.isBlank()) {
            flaw = phrases().say("programs.name.missing");
            return;
        }
        Optional<String> password = appPasswords.make(signedIn.user(), name);
        flaw = password.isPresent() ? "" : phrases().say("programs.many", AppPasswords.MOST);
        made = password.orElse("");
        madeFor = name.strip();
        name = password.isPresent() ? "" : name;
    }

    /** Of another user's there is nothing to take back. */
    public void revoke(String id) {
        OutsideId.of(id).ifPresent(uuid -> appPasswords.revoke(signedIn.user(), uuid));
    }

    /** Whether the password of the pages is good for programs too. */
    public boolean isOwnPasswordGood() {
        return forecasts.settings(signedIn.user().accountId(), signedIn.user().id()).get(Setting.PROGRAM_PASSWORD);
    }

    public boolean isOpen() {
        return ports.isOpen();
    }

    /** Whether there is a profile for Apple's programs, which want to know where to read as well. */
    public boolean isProfiled() {
        return ports.isComplete();
    }

    public String getHost() {
        return ports.host();
    }

    /** The port and how it is encrypted, the better one first. */
    public List<String> getPorts() {
        return java.util.stream.Stream.concat(ports.submissions().stream().map(port -> phrases().say("programs.port.tls", port.toString())),
                ports.submission().stream().map(port -> phrases().say("programs.port.starttls", port.toString()))).toList();
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getFlaw() {
        return flaw;
    }

    public String getMade() {
        return made;
    }

    public String getMadeFor() {
        return madeFor;
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.webmail.webmail");
    }
}
