package org.sealpost.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.destination.DestinationFacts;
import org.sealpost.destination.Destinations;
import org.sealpost.destination.ForcedDomains;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Opened;
import org.sealpost.directory.User;
import org.sealpost.endtoend.Standard;
import org.sealpost.forwarding.Forward;
import org.sealpost.keys.SigningKeys;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.monitor.Lookout;
import org.sealpost.ownkeys.KeyDesk;
import org.sealpost.ownkeys.KeyForm;
import org.sealpost.ownkeys.OwnKeys;
import org.sealpost.reception.ForwardDesk;
import org.sealpost.reception.ForwardWish;
import org.sealpost.reception.SenderLocks;

/**
 * What a system that has run for a while would know of the demo's domains: one is forced, one spoke TLS and lost it, which
 * is an alarm to whoever wrote there; two forwards; and Sam's keys.
 */
@ApplicationScoped
class DemoScene {

    private static final Domain FORCED = new Domain("forced.test");
    private static final Domain STRIPPED = new Domain("stripped.test");
    private static final Address ADA = Address.of("ada@clinic.test");
    private static final Address SAM = Address.of("sam@clinic.test");

    @Inject
    private Configuration configuration;
    @Inject
    private Directory directory;
    @Inject
    private ForcedDomains forced;
    @Inject
    private Destinations destinations;
    @Inject
    private Lookout lookout;
    @Inject
    private ForwardDesk forwards;
    @Inject
    private SenderLocks locks;
    @Inject
    private SigningKeys keys;
    @Inject
    private OwnKeys ownKeys;
    @Inject
    private KeyDesk keyDesk;
    @Inject
    private ExecutorService executor;

    void open(@Observes Opened event) {
        if (configuration.isDemo()) {
            directory.user(ADA).ifPresent(this::force);
            directory.user(ADA).ifPresent(this::forward);
            directory.user(ADA).ifPresent(this::lock);
            directory.user(ADA).ifPresent(this::sign);
            directory.user(SAM).ifPresent(this::giveKeys);
            executor.execute(this::remember);
        }
    }

    private void lock(User ada) {
        if (locks.of(ada.accountId()).isEmpty()) {
            locks.lock(ada, "strict.test", TlsLevel.ENCRYPTED);
        }
    }

    /** With the keys that this internet's DNS publishes. */
    private void sign(User ada) {
        String folder = System.getProperty("sealpost.demo.folder");
        if (folder == null || !keys.published(ada.accountId(), ADA.domain()).isEmpty()) {
            return;
        }
        for (String kind : List.of("RSA", "Ed25519")) {
            try {
                List<String> lines = Files.readAllLines(Path.of(folder, "clinic-dkim-" + kind.toLowerCase(Locale.ROOT)));
                KeyFactory factory = KeyFactory.getInstance(kind);
                Base64.Decoder decoder = Base64.getDecoder();
                keys.adopt(ada.accountId(), ADA.domain(), kind.equals("RSA") ? "demor" : "demoe", kind.toLowerCase(Locale.ROOT) + "-sha256",
                        factory.generatePrivate(new PKCS8EncodedKeySpec(decoder.decode(lines.get(0)))),
                        factory.generatePublic(new X509EncodedKeySpec(decoder.decode(lines.get(1)))), "system");
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException("the demo's signing keys can't be read", e);
            }
        }
    }

    /** An OpenPGP key, and a certificate that this internet's authority for mail issued. */
    private void giveKeys(User sam) {
        String folder = System.getProperty("sealpost.demo.folder");
        if (folder == null || !ownKeys.of(sam).isEmpty()) {
            return;
        }
        keyDesk.make(sam, KeyForm.OPENPGP_4);
        try {
            // its password is public, as are those of all files of the demo
            keyDesk.bring(sam, Standard.SMIME, Files.readAllBytes(Path.of(folder, "sam.p12")), "demo".toCharArray());
        } catch (IOException e) {
            throw new IllegalStateException("the demo's certificate for Sam can't be read", e);
        }
    }

    private void force(User ada) {
        if (forced.all().isEmpty() && destinations.facts(FORCED).isEmpty()) {
            forced.force(FORCED, TlsLevel.VERIFIED, "Their data protection officer asked for it in writing.", ada);
        }
    }

    /** One whose target is safe, one whose isn't; only mail with certain words goes there. */
    private void forward(User ada) {
        if (forwards.all(ada).isEmpty()) {
            forwards.add(new ForwardWish(Forward.Kind.FILTER, "sam@clinic.test", "on call", Address.of("anna@verified.test")), ada);
            forwards.add(new ForwardWish(Forward.Kind.MONITOR_COPY, "clinic.test", "budget draft", Address.of("bob@no-tls.test")), ada);
        }
    }

    /** Its server gives up TLS after the first session that used it; so two looks make a memory of it. */
    private void remember() {
        Optional<DestinationFacts> known = destinations.facts(STRIPPED);
        if (known.isEmpty()) {
            lookout.look(STRIPPED);
            lookout.look(STRIPPED);
        }
    }
}
