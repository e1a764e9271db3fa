package org.sealpost.vault;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What ciphertext is bound to, as associated data: moved anywhere else, it doesn't open. */
record Binding(String text) {

    static Binding keyset(UUID uuid) {
        return new Binding("sealpost/keyset/" + uuid);
    }

    static Binding key(long accountId, long contentId) {
        return new Binding("sealpost/key/" + accountId + "/" + contentId);
    }

    static Binding content(long accountId, long contentId) {
        return new Binding("sealpost/content/" + accountId + "/" + contentId);
    }

    static Binding text(long accountId, String purpose) {
        return new Binding("sealpost/text/" + accountId + "/" + purpose);
    }

    byte[] octets() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
