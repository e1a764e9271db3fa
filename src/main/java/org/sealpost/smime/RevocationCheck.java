package org.sealpost.smime;

import java.net.URI;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.sealpost.http.Fetch;
import org.sealpost.http.FetchLimits;
import org.sealpost.http.SignedObjectClient;

/**
 * Asks authorities whether they took a certificate back: by OCSP (RFC 6960), and where that brings nothing by their list (CRL, RFC 5280 §6.3).
 * What they said holds until its time is over, for a day at most. Waits for the network; for many threads.
 */
public final class RevocationCheck {

    private static final FetchLimits RESPONSE = limits(20 * 1_024);
    private static final FetchLimits LIST = limits(1_024 * 1_024);
    private static final Duration LONGEST = Duration.ofDays(1);
    /** How long nobody asks again where nobody answered. */
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final int MOST_WORDS = 10_000;
    private static final int MOST_LISTS = 8;

    /** What is known of a certificate. */
    public enum Word {
        /** The authority says that it still stands by it. */
        GOOD,
        /** The authority took it back, or suspends it. */
        REVOKED,
        /** The authority names a place to ask, but nobody said anything there that counts. */
        UNKNOWN,
        /** The authority names no place to ask at all. */
        NOBODY_TELLS
    }

    private record Held<T>(T value, Instant until) { }

    private final SignedObjectClient client;
    private final AlgorithmPolicy policy;
    private final FetchLimits response;
    private final FetchLimits list;
    private final Provider provider = new BouncyCastleProvider();
    private final Map<String, Held<Word>> words = bounded(MOST_WORDS);
    private final Map<String, Held<RevocationList>> lists = bounded(MOST_LISTS);

    public RevocationCheck(SignedObjectClient client, AlgorithmPolicy policy) {
        this(client, policy, RESPONSE, LIST);
    }

    RevocationCheck(SignedObjectClient client, AlgorithmPolicy policy, FetchLimits response, FetchLimits list) {
        this.client = client;
        this.policy = policy;
        this.response = response;
        this.list = list;
    }

    /**
     * What is said of a certificate now.
     *
     * @param issuer whose key signed it
     */
    public Word ask(SmimeCertificate certificate, SmimeCertificate issuer, Instant now) {
        StatusPlaces places = StatusPlaces.of(certificate);
        if (!places.named()) {
            return Word.NOBODY_TELLS;
        }
        String key = issuer.fingerprint() + " " + certificate.x509().getSerialNumber();
        return held(words, key, now).orElseGet(() -> {
            Held<Word> said = responder(places, certificate, issuer, now).or(() -> listed(places, certificate, issuer, now))
                    .orElseGet(() -> new Held<>(Word.UNKNOWN, now.plus(PAUSE)));
            words.put(key, new Held<>(said.value(), earlier(said.until(), now.plus(LONGEST))));
            return said.value();
        });
    }

    /** For letting an authority vouch for somebody who wasn't known before: it doesn't if it can't be asked where it says that it can. */
    public CertificateChain.Revocation strict() {
        return (certificate, issuer, when) -> {
            Word word = ask(certificate, issuer, when);
            return word == Word.REVOKED || word == Word.UNKNOWN;
        };
    }

    private Optional<Held<Word>> responder(StatusPlaces places, SmimeCertificate certificate, SmimeCertificate issuer, Instant now) {
        StatusQuestion question = new StatusQuestion(certificate, issuer, policy, provider);
        for (URI place : places.responders()) {
            Optional<StatusQuestion.Said> said = body(client.get(question.at(place), response)).flatMap(body -> question.judge(body, now));
            if (said.isPresent()) {
                return said.map(one -> new Held<>(one.revoked() ? Word.REVOKED : Word.GOOD, one.until()));
            }
        }
        return Optional.empty();
    }

    private Optional<Held<Word>> listed(StatusPlaces places, SmimeCertificate certificate, SmimeCertificate issuer, Instant now) {
        for (URI place : places.lists()) {
            Optional<RevocationList> found = list(place, certificate, issuer, now);
            if (found.isPresent()) {
                boolean revoked = found.get().revoked().contains(certificate.x509().getSerialNumber());
                return found.map(one -> new Held<>(revoked ? Word.REVOKED : Word.GOOD, one.until()));
            }
        }
        return Optional.empty();
    }

    private Optional<RevocationList> list(URI place, SmimeCertificate certificate, SmimeCertificate issuer, Instant now) {
        // a list may be about authorities only, or about everybody else
        String key = issuer.fingerprint() + " " + (certificate.x509().getBasicConstraints() >= 0) + " " + place;
        Optional<RevocationList> held = held(lists, key, now);
        if (held.isPresent()) {
            return held;
        }
        Optional<RevocationList> read = body(client.get(place, list))
                .flatMap(body -> RevocationList.read(body, certificate, issuer, place, policy, now));
        read.ifPresent(one -> lists.put(key, new Held<>(one, earlier(one.until(), now.plus(LONGEST)))));
        return read;
    }

    private static Optional<byte[]> body(Fetch fetch) {
        return fetch instanceof Fetch.Document document && document.status() == 200 ? Optional.of(document.body()) : Optional.empty();
    }

    private static <T> Optional<T> held(Map<String, Held<T>> all, String key, Instant now) {
        return Optional.ofNullable(all.get(key)).filter(one -> now.isBefore(one.until())).map(Held::value);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static FetchLimits limits(int body) {
        return new FetchLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20), 16 * 1_024, body);
    }

    private static <T> Map<String, Held<T>> bounded(int most) {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Held<T>> eldest) {
                return size() > most;
            }
        });
    }
}
