package org.sealpost.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.sealpost.authentication.DkimSigner;
import org.sealpost.mail.Domain;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.MessageReader;

/** Signs what leaves in the name of a domain of ours; whatever names another author goes as it is. */
@ApplicationScoped
public class Signatures {

    private SigningKeys keys;
    private DkimSigner signer;

    private final MessageReader reader = new MessageReader();

    protected Signatures() {
    }

    @Inject
    Signatures(SigningKeys keys, InstantSource clock) {
        this.keys = keys;
        this.signer = new DkimSigner(clock);
    }

    /** The message with its signatures above it. @throws IOException if it can't be read now */
    public RawMessage signed(long accountId, RawMessage message) throws IOException {
        List<DkimSigner.Key> all = keys.signing(accountId);
        if (all.isEmpty()) {
            return message;
        }
        Optional<Domain> author = reader.glance(message).from().map(from -> from.address().domain());
        List<DkimSigner.Key> own = all.stream().filter(key -> author.equals(Optional.of(key.domain()))).toList();
        return own.isEmpty() ? message : under(signer.sign(message, own).getBytes(StandardCharsets.US_ASCII), message);
    }

    private static RawMessage under(byte[] fields, RawMessage message) {
        return new RawMessage() {
            @Override
            public long size() {
                return fields.length + message.size();
            }

            @Override
            public InputStream open() throws IOException {
                return new SequenceInputStream(new ByteArrayInputStream(fields), message.open());
            }
        };
    }
}
