package org.sealpost.reception;

import java.io.IOException;
import java.io.OutputStream;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.MessageSize;
import org.sealpost.opening.Shelf;
import org.sealpost.vault.Sealing;
import org.sealpost.vault.Vault;

/** Opened messages in one account's vault. What nobody keeps is swept. */
final class VaultShelf implements Shelf {

    /** More than what is read of any message, whatever its standard. */
    private static final long LIMIT = 4 * MessageSize.ENCODED;

    private final Vault vault;
    private final long accountId;
    private long last;

    VaultShelf(Vault vault, long accountId) {
        this.vault = vault;
        this.accountId = accountId;
    }

    /** The content's id of the message that was finished last. */
    long last() {
        return last;
    }

    @Override
    public Sheet begin() throws IOException {
        Sealing sealing = vault.begin(accountId, LIMIT);
        return new Sheet() {
            @Override
            public OutputStream out() {
                return sealing;
            }

            @Override
            public RawMessage finish() throws IOException {
                last = sealing.finish();
                return vault.open(accountId, last);
            }

            @Override
            public void close() {
                sealing.close();
            }
        };
    }
}
