package org.sealpost.vault;

import java.io.IOException;
import java.io.InputStream;
import org.sealpost.mail.RawMessage;

/** Sealed content. Nothing in the database can be read without the account's keyset, which lies in a file outside it. */
public interface Vault {

    /**
     * Seals a stream under a new key, in chunks, outside any transaction. It is an orphan, swept after an hour, until
     * {@link #keep} or {@code Submission}'s accept statement keeps it.
     *
     * @return the content's id
     * @throws IOException also when the stream holds more than {@code limit} octets ({@link ContentTooLarge})
     */
    long store(long accountId, InputStream octets, long limit) throws IOException;

    /** The same for octets that come bit by bit. */
    Sealing begin(long accountId, long limit) throws IOException;

    /** In the caller's transaction: the content is no orphan any more. */
    void keep(long accountId, long contentId);

    /** The octets again. Opening fails with {@link java.io.IOException} if they were shredded, swapped or altered. */
    RawMessage open(long accountId, long contentId);

    /** In the caller's transaction: destroys the wrapped key, so that nobody can open the content again. */
    void shred(long accountId, long contentId);

    /** Seals a short text (subject, question, draft) with the account's keyset; {@code purpose} binds it to its place. */
    byte[] seal(long accountId, String purpose, byte[] clear);

    /** @throws java.security.GeneralSecurityException if it was sealed elsewhere, for another purpose, or altered */
    byte[] unseal(long accountId, String purpose, byte[] sealed) throws java.security.GeneralSecurityException;
}
