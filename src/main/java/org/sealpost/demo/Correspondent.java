package org.sealpost.demo;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who can be written to in the demo, and how their mail server behaves. */
enum Correspondent {

    ANNA("anna@verified.test", Certificate.BY_DEMO_CA,
            "A good server, certificate in order",
            Way.INBOX, "The everyday case: nobody notices anything."),
    BOB("bob@no-tls.test", Certificate.NONE,
            "Offers no encryption at all",
            Way.PICKUP, "Bob’s mailbox gets a notice. A mailed code would lie open beside it, so Sam asks a question."),
    CAROL("carol@bad-cert.test", Certificate.SELF_SIGNED,
            "Signed its own certificate",
            Way.PICKUP, "Encrypted, but unproven: not good enough. A mailed code opens the message."),
    DORA("dora@dane.test", Certificate.SELF_SIGNED,
            "Signed its own certificate, and proves it through the DNS",
            Way.INBOX, "The highest level: DNSSEC and DANE name the certificate. See Details on the chip.", Habit.PROVES_BY_DANE),
    EVE("eve@sts.test", Certificate.BY_DEMO_CA,
            "Publishes a policy; one of its two servers isn’t in it",
            Way.INBOX, "Mail goes through the listed server; the other one isn’t even called.", Habit.PUBLISHES_POLICY),
    FINN("finn@pgp.test", Certificate.BY_DEMO_CA,
            "A good server, and an OpenPGP key",
            Way.OPENPGP, "His domain publishes his key (WKD). Choose “stronger than TLS”, and only he can read it.", Habit.HAS_OPENPGP_KEY),
    FRED("fred@requiretls.test", Certificate.SELF_SIGNED,
            "Promises to keep mail encrypted on its further way",
            Way.INBOX, "The highest level, too. A message that asks for it (REQUIRETLS) goes only to servers that promise this.", Habit.PROVES_BY_DANE, Habit.PROMISES),
    GIA("gia@greylist.test", Certificate.BY_DEMO_CA,
            "Tells every stranger to come again",
            Way.LATER, "Greylisting: the first try is put off, the second one arrives.", Habit.PUTS_OFF),
    GUS("gus@slow.test", Certificate.BY_DEMO_CA,
            "Greets after 20 seconds, first says “later”",
            Way.LATER, "Watch the sent view wait and try again.", Habit.GREETS_LATE, Habit.PUTS_OFF),
    HAL("hal@forced.test", Certificate.SELF_SIGNED,
            "Asked for enforced encryption, and doesn’t keep to it",
            Way.HELD, "Nothing is sent, not even a notice: compose says why."),
    IVY("ivy@expired.test", Certificate.EXPIRED,
            "Let its certificate expire",
            Way.PICKUP, "Proves nothing any more, so the message waits on a pickup page."),
    JOE("joe@stripped.test", Certificate.BY_DEMO_CA,
            "Spoke encryption once, and doesn’t any more",
            Way.PICKUP, "Somebody may be listening: nothing readable goes there in clear, and Ada gets an alarm.", Habit.LOSES_TLS),
    KIM("kim@null-mx.test", Certificate.NONE,
            "Says that it takes no mail",
            Way.NEVER, "Compose says so before anything is written.", Habit.TAKES_NO_MAIL),
    LEA("lea@old-tls.test", Certificate.BY_DEMO_CA,
            "Knows only TLS 1.0 of 1999",
            Way.HELD, "An offer that fails never becomes cleartext: nothing is sent.", Habit.SPEAKS_OLD_TLS),
    MIA("mia@smime.test", Certificate.BY_DEMO_CA,
            "A good server, and an S/MIME certificate",
            Way.SMIME, "Her domain publishes her certificate in its signed DNS (SMIMEA). The same, by the other standard.", Habit.HAS_SMIME_CERTIFICATE),
    STAN("stan@strict.test", Certificate.BY_DEMO_CA,
            "A good server, whose mail may come over TLS only",
            Way.INBOX, "Let him write to Sam, further down: in clear he is refused."),
    WIM("wim@wrong-name.test", Certificate.OF_SOMEBODY_ELSE,
            "Shows somebody else’s certificate",
            Way.PICKUP, "A valid certificate for another name proves nothing here.");

    /** What a mail server shows after STARTTLS; with {@code NONE} it doesn't offer STARTTLS. */
    enum Certificate { NONE, SELF_SIGNED, BY_DEMO_CA, EXPIRED, OF_SOMEBODY_ELSE }

    /** What is special about a domain or its server. */
    enum Habit {
        GREETS_LATE, PUTS_OFF, PROMISES, PROVES_BY_DANE, PUBLISHES_POLICY, LOSES_TLS, SPEAKS_OLD_TLS, TAKES_NO_MAIL,
        HAS_OPENPGP_KEY, HAS_SMIME_CERTIFICATE
    }

    /** How mail gets there with the demo's settings, in words and in the theme's style class. */
    enum Way {
        INBOX("Arrives in inbox", "is-inbox"),
        OPENPGP("Encrypted to him", "is-pgp"),
        SMIME("Encrypted to her", "is-smime"),
        PICKUP("Pickup page", "is-pickup"),
        LATER("Waits, then inbox", "is-queued"),
        HELD("Must not be sent", "is-blocked"),
        NEVER("Takes no mail", "is-blocked");

        final String words;
        final String style;

        Way(String words, String style) {
            this.words = words;
            this.style = style;
        }
    }

    private final String address;
    private final Certificate certificate;
    private final Set<Habit> habits;
    private final String server;
    private final Way way;
    private final String hint;

    Correspondent(String address, Certificate certificate, String server, Way way, String hint, Habit... habits) {
        this.address = address;
        this.certificate = certificate;
        this.server = server;
        this.way = way;
        this.hint = hint;
        this.habits = EnumSet.noneOf(Habit.class);
        this.habits.addAll(List.of(habits));
    }

    /** Whose address this is, however it is written. */
    static Optional<Correspondent> at(String address) {
        return Arrays.stream(values()).filter(c -> c.address.equalsIgnoreCase(address)).findAny();
    }

    String address() {
        return address;
    }

    String domain() {
        return address.substring(address.indexOf('@') + 1);
    }

    /** The MX hosts of the domain, the preferred one first; the policy of a domain that has one lists the last only. */
    List<String> mailHosts() {
        if (has(Habit.TAKES_NO_MAIL)) {
            return List.of();
        }
        return has(Habit.PUBLISHES_POLICY) ? List.of("unlisted." + domain(), mailHost()) : List.of(mailHost());
    }

    /** The MX host that mail arrives at. */
    String mailHost() {
        return "mx." + domain();
    }

    Certificate certificate() {
        return certificate;
    }

    boolean has(Habit habit) {
        return habits.contains(habit);
    }

    /** Whether they can be written to so that only they can read it. */
    boolean hasKey() {
        return has(Habit.HAS_OPENPGP_KEY) || has(Habit.HAS_SMIME_CERTIFICATE);
    }

    /** The mail server in a few words. */
    String server() {
        return server;
    }

    Way way() {
        return way;
    }

    /** What to look at when writing to this address. */
    String hint() {
        return hint;
    }
}
