package org.sealpost.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.sealpost.mail.RawMessage;

/** The vault: each content under a key of its own, each of those wrapped by the account's keyset. */
@ApplicationScoped
public class SealedVault implements Vault {

    private Keysets keysets;
    private Contents contents;
    private SecureRandom random;
    private InstantSource clock;

    protected SealedVault() {
    }

    @Inject
    SealedVault(Keysets keysets, Contents contents, SecureRandom random, InstantSource clock) {
        this.keysets = keysets;
        this.contents = contents;
        this.random = random;
        this.clock = clock;
    }

    @Override
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public long store(long accountId, InputStream octets, long limit) throws IOException {
        try (Sealing sealing = begin(accountId, limit)) {
            octets.transferTo(sealing);
            return sealing.finish();
        }
    }

    @Override
    public Sealing begin(long accountId, long limit) throws IOException {
        Keyset keyset = keysets.of(accountId);
        long id = contents.nextId();
        ContentKey key = ContentKey.random(random);
        ChunkWriter chunks = new ChunkWriter(contents, accountId, id, clock.instant());
        return new Sealing(key.sealing(chunks, Binding.content(accountId, id)), limit, new Sealing.Ends() {
            @Override
            public long finish(long size) throws IOException {
                chunks.finish(key.wrap(keyset, Binding.key(accountId, id)), size);
                return id;
            }

            @Override
            public void discard() {
                contents.discard(accountId, id);
            }
        });
    }

    @Override
    @Transactional
    public void keep(long accountId, long contentId) {
        contents.keep(accountId, contentId);
    }

    @Override
    public RawMessage open(long accountId, long contentId) {
        Optional<Contents.Found> found = contents.find(accountId, contentId);
        return new RawMessage() {
            @Override
            public long size() {
                return found.map(Contents.Found::size).orElse(0L);
            }

            @Override
            public InputStream open() throws IOException {
                return opened(accountId, contentId, found);
            }
        };
    }

    @Override
    @Transactional
    public void shred(long accountId, long contentId) {
        contents.shred(accountId, contentId);
    }

    @Override
    public byte[] seal(long accountId, String purpose, byte[] clear) {
        return keysets.of(accountId).seal(clear, Binding.text(accountId, purpose));
    }

    @Override
    public byte[] unseal(long accountId, String purpose, byte[] sealed) throws GeneralSecurityException {
        return keysets.of(accountId).unseal(sealed, Binding.text(accountId, purpose));
    }

    private InputStream opened(long accountId, long id, Optional<Contents.Found> found) throws IOException {
        byte[] wrapped = found.flatMap(Contents.Found::wrappedKey)
                .orElseThrow(() -> new IOException("content " + id + " isn't there, or was shredded"));
        try {
            ContentKey key = ContentKey.unwrap(wrapped, keysets.of(accountId), Binding.key(accountId, id));
            InputStream ciphertext = found.flatMap(Contents.Found::onlyChunk).<InputStream>map(ByteArrayInputStream::new)
                    .orElseGet(() -> new ChunkReader(contents, accountId, id));
            return key.opening(ciphertext, Binding.content(accountId, id));
        } catch (GeneralSecurityException e) {
            throw new IOException("the key of content " + id + " was altered or belongs elsewhere", e);
        }
    }
}
