package org.sealpost.keyring;

/** Where a certificate came from, and whether that may bind it to an address without a person's decision. */
public enum Source {
    /** A person of the account gave it as a file. */
    FILE(Binding.ALWAYS),
    /** A person of the account pasted it. */
    PASTE(Binding.ALWAYS),
    /** It was put here by an administrator or a program of the account's. */
    MANUAL(Binding.ALWAYS),
    /** It stood in the header of a message; proven if the author's domain is (RFC 7489 DMARC). */
    AUTOCRYPT(Binding.IF_PROVEN),
    /** It was in the signature of a message; proven if an authority that is trusted vouches for it, or the author's domain is proven. */
    SIGNED_MAIL(Binding.IF_PROVEN),
    /** The domain publishes it over HTTPS. */
    WKD(Binding.ALWAYS),
    /** Anybody may put anything there. */
    KEY_SERVER(Binding.NEVER),
    /** It stood in the DNS (RFC 7929); proven if DNSSEC proves it, and else not even looked at. */
    OPENPGPKEY(Binding.ONLY_PROVEN),
    /** It stood in the DNS (RFC 8162); proven if DNSSEC proves it, and else not even looked at. */
    SMIMEA(Binding.ONLY_PROVEN);

    private enum Binding { ALWAYS, IF_PROVEN, ONLY_PROVEN, NEVER }

    private final Binding binding;

    Source(Binding binding) {
        this.binding = binding;
    }

    /** Whether somebody of the account brought it along. */
    public boolean isByHand() {
        return this == FILE || this == PASTE || this == MANUAL;
    }

    /** @param proven what the source's own description says */
    boolean binds(boolean proven) {
        return binding == Binding.ALWAYS || proven && binding != Binding.NEVER;
    }

    /** Whether what comes from it without proof isn't taken in at all. */
    boolean demandsProof() {
        return binding == Binding.ONLY_PROVEN;
    }
}
