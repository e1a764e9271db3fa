package org.sealpost.demo;

import java.util.Arrays;
import java.util.Optional;

/** What Finn and Mia, and somebody in Finn's name, write to Sam. */
enum PeerLetter {

    FINN_SIGNED("Finn, signed", "Nice to meet you", "this message is signed, and my key comes along with it.\n\nFinn"),
    FINN_SEALED("Finn, encrypted", "The results", "nobody but you can read this: it is encrypted to your key, and signed with mine.\n\nFinn"),
    MIA_SIGNED("Mia, signed", "Nice to meet you", "this message is signed, and my certificate comes along with it.\n\nMia"),
    MIA_SEALED("Mia, encrypted", "The contract", "nobody but you can read this: it is encrypted to your certificate, and signed with mine.\n\nMia"),
    FORGED("In Finn’s name, another key", "New bank account", "please send the money to my new account. This is signed, as you see.\n\nFinn"),
    HIDDEN_PART("Encrypted part in HTML", "The plan", "the code for the archive is 4711.\n\nFinn"),
    NEW_KEY("Finn, with a new key", "I have a new key", "I have a new key, and sign with it from now on.\n\nFinn");

    private final String words;
    private final String subject;
    private final String text;

    PeerLetter(String words, String subject, String text) {
        this.words = words;
        this.subject = subject;
        this.text = text;
    }

    static Optional<PeerLetter> of(String name) {
        return Arrays.stream(values()).filter(letter -> letter.name().equals(name)).findFirst();
    }

    /** Whether Sam may be led astray by it. */
    boolean isTrick() {
        return compareTo(FORGED) >= 0;
    }

    /** On its button. */
    String words() {
        return words;
    }

    String subject() {
        return subject;
    }

    String text() {
        return text;
    }
}
