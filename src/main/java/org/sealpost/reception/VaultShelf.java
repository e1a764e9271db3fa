package org.sealpost.reception;

import static java.lang.System.Logger.Level.DEBUG;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.MessageSize;
import org.sealpost.opening.Shelf;
import org.sealpost.vault.Sealing;
import org.sealpost.vault.Vault;

/** Opened messages in one account's vault. Nothing of them is left when it is closed but what was taken. */
final class VaultShelf implements Shelf, Closeable {

    private static final System.Logger LOG = System.getLogger(VaultShelf.class.getName());

    /** More than what is read of any message, whatever its standard. */
    private static final long LIMIT = 4 * MessageSize.ENCODED;

    private final Vault vault;
    private final long accountId;
    private final Deque<Long> lying = new ArrayDeque<>();

    VaultShelf(Vault vault, long accountId) {
        this.vault = vault;
        this.accountId = accountId;
    }

    /** The message that was finished last is the caller's: its content's id, still pending. */
    long takeLast() {
        return lying.removeLast();
    }

    @Override
    public Sheet begin() throws IOException {
        // a message may have many layers, each as large as the whole
        shredBut(1);
        Sealing sealing = vault.begin(accountId, LIMIT);
        return new Sheet() {
            @Override
            public OutputStream out() {
                return sealing;
            }

            @Override
            public RawMessage finish() throws IOException {
                long content = sealing.finish();
                lying.addLast(content);
                return vault.open(accountId, content);
            }

            @Override
            public void close() {
                sealing.close();
            }
        };
    }

    @Override
    public void close() {
        shredBut(0);
    }

    private void shredBut(int newest) {
        while (lying.size() > newest) {
            try {
                vault.shred(accountId, lying.removeFirst());
            } catch (RuntimeException e) {
                LOG.log(DEBUG, "a layer of a message stays until it is swept", e);
            }
        }
    }
}
