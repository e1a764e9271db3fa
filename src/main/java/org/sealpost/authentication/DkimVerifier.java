package org.sealpost.authentication;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Optional;
import org.sealpost.authentication.DkimResult.Outcome;
import org.sealpost.dns.Answer;
import org.sealpost.dns.Resolver;
import org.sealpost.mail.RawMessage;

/**
 * Checks the signatures of a message (RFC 6376 §6, RFC 8463), in one pass over its body. SHA-1 and RSA below 1,024 bits prove nothing
 * (RFC 8301), nor does a signature of the beginning of a body: anything could follow it.
 */
public final class DkimVerifier {

    private static final int MOST_SIGNATURES = 10;
    private static final int LEAST_RSA_BITS = 1_024;

    private final Resolver resolver;
    private final InstantSource clock;
    private final List<String> services;

    public DkimVerifier(Resolver resolver, InstantSource clock) {
        this(resolver, clock, List.of("email"));
    }

    /** @param services the key must be meant for one of them (RFC 6376 §3.6.1) */
    DkimVerifier(Resolver resolver, InstantSource clock, List<String> services) {
        this.resolver = resolver;
        this.clock = clock;
        this.services = List.copyOf(services);
    }

    /** One result for each of the first ten signatures, in the order of the header. It asks the DNS, so never in a transaction. */
    public List<DkimResult> verify(RawMessage message) throws IOException {
        try (SplitMessage split = SplitMessage.of(message)) {
            List<DkimSignature> signatures = split.fields().stream().filter(field -> SplitMessage.name(field).equalsIgnoreCase("DKIM-Signature"))
                    .limit(MOST_SIGNATURES).flatMap(field -> DkimSignature.of(field).stream()).toList();
            Map<Canonicalization, byte[]> bodies = signatures.isEmpty() ? Map.of() : hashes(split, signatures);
            List<DkimResult> results = new ArrayList<>();
            for (DkimSignature signature : signatures) {
                results.add(result(signature, split, bodies.get(signature.body())));
            }
            return results;
        }
    }

    private static Map<Canonicalization, byte[]> hashes(SplitMessage message, List<DkimSignature> signatures) throws IOException {
        Map<Canonicalization, BodyHash> hashes = new EnumMap<>(Canonicalization.class);
        signatures.forEach(signature -> hashes.computeIfAbsent(signature.body(), BodyHash::new));
        byte[] block = new byte[16 * 1024];
        for (int some = message.body().read(block); some >= 0; some = message.body().read(block)) {
            for (BodyHash hash : hashes.values()) {
                hash.update(block, some);
            }
        }
        Map<Canonicalization, byte[]> finished = new EnumMap<>(Canonicalization.class);
        hashes.forEach((form, hash) -> finished.put(form, hash.finish()));
        return finished;
    }

    private DkimResult result(DkimSignature signature, SplitMessage message, byte[] body) {
        if (signature.isPartial()) {
            return of(Outcome.POLICY, signature, "signs a part of the body only");
        }
        if (!List.of("rsa-sha256", "ed25519-sha256").contains(signature.algorithm())) {
            return of(Outcome.POLICY, signature, "an algorithm that proves nothing");
        }
        if (signature.expires().filter(end -> !clock.instant().isBefore(end)).isPresent()) {
            return of(Outcome.FAIL, signature, "expired");
        }
        if (!MessageDigest.isEqual(signature.bodyHash(), body)) {
            return of(Outcome.FAIL, signature, "the body was changed");
        }
        Answer<String> answer = resolver.txt(signature.keyName());
        if (answer.isFailed()) {
            return of(Outcome.TEMPERROR, signature, "the key can't be had now");
        }
        Optional<DkimKey> key = answer.records().stream().flatMap(record -> DkimKey.of(record, services).stream()).findFirst();
        if (key.isEmpty() || key.get().key().isEmpty()) {
            return of(Outcome.PERMERROR, signature, key.isEmpty() ? "there is no such key" : "the key was revoked");
        }
        return judged(signature, message, key.get());
    }

    private static DkimResult judged(DkimSignature signature, SplitMessage message, DkimKey key) {
        PublicKey proving = key.key().orElseThrow();
        if (!signature.algorithm().startsWith(key.type() + "-")) {
            return of(Outcome.PERMERROR, signature, "the key is of another kind");
        }
        if (proving instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < LEAST_RSA_BITS) {
            return of(Outcome.POLICY, signature, "the key is too short");
        }
        return proves(proving, signature, signature.signed(message).getBytes(ISO_8859_1)) ? of(Outcome.PASS, signature, "")
                : of(Outcome.FAIL, signature, "the header was changed");
    }

    private static boolean proves(PublicKey key, DkimSignature signature, byte[] signed) {
        try {
            boolean rsa = key instanceof RSAPublicKey;
            Signature check = Signature.getInstance(rsa ? "SHA256withRSA" : "Ed25519");
            check.initVerify(key);
            // RFC 8463 §3: the digest itself is signed
            check.update(rsa ? signed : MessageDigest.getInstance("SHA-256").digest(signed));
            return check.verify(signature.signature());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static DkimResult of(Outcome outcome, DkimSignature signature, String reason) {
        return new DkimResult(outcome, signature.domain(), signature.selector(), reason, Set.copyOf(signature.headers()));
    }
}
