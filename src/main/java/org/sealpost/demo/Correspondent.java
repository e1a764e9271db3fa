package org.sealpost.demo;

import java.util.Arrays;
import java.util.Optional;

/** Who can be written to in the demo, and how their mail server behaves. */
enum Correspondent {

    ANNA("anna@verified.test", Certificate.BY_DEMO_CA, false,
            "A good server, certificate in order",
            Way.INBOX, "The everyday case: nobody notices anything."),
    BOB("bob@no-tls.test", Certificate.NONE, false,
            "Offers no encryption at all",
            Way.PICKUP, "Bob’s mailbox gets a notice. A mailed code would lie open beside it, so Sam asks a question."),
    CAROL("carol@bad-cert.test", Certificate.SELF_SIGNED, false,
            "Signed its own certificate",
            Way.PICKUP, "Encrypted, but unproven: not good enough. A mailed code opens the message."),
    GUS("gus@slow.test", Certificate.BY_DEMO_CA, true,
            "Greets after 20 seconds, first says “later”",
            Way.LATER, "Watch the sent view wait and try again.");

    /** What a mail server shows after STARTTLS; with {@code NONE} it doesn't offer STARTTLS. */
    enum Certificate { NONE, SELF_SIGNED, BY_DEMO_CA }

    /** How mail gets there with the demo's settings, in words and in the theme's style class. */
    enum Way {
        INBOX("Arrives in inbox", "is-inbox"),
        PICKUP("Pickup page", "is-pickup"),
        LATER("Waits, then inbox", "is-queued");

        final String words;
        final String style;

        Way(String words, String style) {
            this.words = words;
            this.style = style;
        }
    }

    private final String address;
    private final Certificate certificate;
    private final boolean slow;
    private final String server;
    private final Way way;
    private final String hint;

    Correspondent(String address, Certificate certificate, boolean slow, String server, Way way, String hint) {
        this.address = address;
        this.certificate = certificate;
        this.slow = slow;
        this.server = server;
        this.way = way;
        this.hint = hint;
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

    /** The one MX host of the domain. */
    String mailHost() {
        return "mx." + domain();
    }

    Certificate certificate() {
        return certificate;
    }

    /** Whether the server greets late and puts each message off once. */
    boolean slow() {
        return slow;
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
