package org.sealpost.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.delivery.Delivery.State;
import org.sealpost.directory.Directory;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.Envelope;
import org.sealpost.mail.ForwardPath;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.Enclosure;
import org.sealpost.mime.Letter;
import org.sealpost.mime.MessageComposer;
import org.sealpost.submission.Acceptance;
import org.sealpost.submission.Entry;
import org.sealpost.submission.Sender;
import org.sealpost.submission.Submission;
import org.sealpost.submission.Wishes;
import org.sealpost.testing.PlainBrowser;
import org.sealpost.testing.Post;
import org.sealpost.testing.TappedInternet;
import org.sealpost.testing.WireTap;
import org.sealpost.vault.Vault;

/**
 * One secure message to everybody in the demo's internet, with canaries in subject, body, attachment and file name. The
 * taps see every octet on the way; then one canary is planted in ordinary system mail, and the taps must find it.
 */
@ExtendWith(ArquillianExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NeverInClearIT {

    private static final String SUBJECT = "canary-subject-48151623";
    private static final String BODY = "canary-body-42108151";
    private static final String FILE = "canary-file-62342481.txt";
    private static final String ATTACHMENT = "canary-attachment-51623421";
    private static final String ANSWER = "canary-answer-08154815";
    private static final String PLANTED = "canary-planted-16234248";
    private static final List<String> EVERYBODY = List.of("anna@verified.test", "bob@no-tls.test", "carol@bad-cert.test", "gus@slow.test");

    @Inject
    private Submission submission;
    @Inject
    private Deliveries deliveries;
    @Inject
    private Directory directory;
    @Inject
    private Vault vault;
    @Inject
    private org.sealpost.mail.Outbox outbox;

    @Test
    @Order(1)
    void secureMessageReachesEverybodyByAWayThatIsSafe() throws IOException {
        Acceptance.Accepted accepted = assertInstanceOf(Acceptance.Accepted.class, submission.accept(submission.read(entry())));
        Map<String, Delivery> ends = await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(500))
                .until(() -> byRecipient(accepted), all -> all.values().stream().noneMatch(one -> one.state().isOpen()));
        assertEquals(State.DELIVERED, ends.get("anna@verified.test").state());
        assertEquals(State.WAITING_FOR_PICKUP, ends.get("bob@no-tls.test").state());
        assertEquals(State.WAITING_FOR_PICKUP, ends.get("carol@bad-cert.test").state());
        assertEquals(State.DELIVERED, ends.get("gus@slow.test").state());
        assertEquals("TLSv1.3", ends.get("anna@verified.test").timeline().get(1).evidence().get(0).tlsVersion().orElseThrow());
        assertTrue(ends.get("gus@slow.test").timeline().stream().anyMatch(event -> event.kind() == DeliveryEvent.Kind.DEFERRED));

        // mail of other tests may have come to her meanwhile
        assertTrue(Post.of("anna@verified.test").stream().anyMatch(mail -> mail.raw().contains(BODY) && mail.tls().startsWith("TLSv1.3")));
        for (String guarded : List.of("bob@no-tls.test", "carol@bad-cert.test")) {
            for (String canary : List.of(SUBJECT, BODY, FILE, ATTACHMENT, ANSWER, "anna@verified.test")) {
                assertFalse(WireTap.holds(last(guarded).raw(), canary), guarded + " " + canary);
            }
        }
        assertEquals("", last("bob@no-tls.test").tls());
        assertTrue(last("carol@bad-cert.test").tls().startsWith("TLSv1.3"));
    }

    @Test
    @Order(2)
    @RunAsClient
    void nothingOfItWasHeardOnAnyWire() {
        Map<String, WireTap> taps = TappedInternet.shared().taps();
        assertEquals(19, taps.size());
        EVERYBODY.stream().map(address -> "mx." + address.substring(address.indexOf('@') + 1))
                .forEach(host -> assertTrue(taps.get(host).everything().contains("EHLO"), host + " was never tapped"));
        taps.forEach((host, tap) -> {
            for (String canary : List.of(SUBJECT, BODY, FILE, "canary-file", ATTACHMENT, ANSWER)) {
                assertFalse(tap.heard(canary), host + " gave away " + canary);
            }
            EVERYBODY.stream().filter(other -> !host.endsWith(other.substring(other.indexOf('@') + 1)))
                    .forEach(other -> assertFalse(tap.heard(other), host + " heard of " + other));
        });
        assertFalse(taps.get("mx.bad-cert.test").heard("MAIL FROM"), "not even the envelope goes out unencrypted");
    }

    @Test
    @Order(3)
    void plantedCanaryTravelsInClear() {
        User sam = sam();
        String raw = "From: postmaster@clinic.test\r\nTo: bob@no-tls.test\r\nSubject: x\r\n\r\n" + PLANTED + "\r\n";
        outbox.handIn(new org.sealpost.mail.SystemMail(org.sealpost.mail.SystemMail.Kind.INFORMATION, sam.accountId(), ReversePath.NULL,
                Address.of("bob@no-tls.test"), RawMessage.of(raw.getBytes(StandardCharsets.US_ASCII)), 0));
        await().atMost(Duration.ofSeconds(30)).until(() -> Post.of("bob@no-tls.test").stream().anyMatch(mail -> mail.raw().contains(PLANTED)));
    }

    @Test
    @Order(4)
    @RunAsClient
    void plantedCanaryIsHeard() {
        assertTrue(TappedInternet.shared().taps().get("mx.no-tls.test").heard(PLANTED));
    }

    /** Who tapped every wire has Bob's link and whatever else stood beside it, and is still asked what only Bob knows. */
    @Test
    @Order(5)
    @RunAsClient
    void whoHoldsEveryTappedOctetOpensNothing(@ArquillianResource URL base) throws Exception {
        String heard = TappedInternet.shared().taps().values().stream().map(WireTap::everything).collect(Collectors.joining())
                .replaceAll("=\\r?\\n", "");
        Set<String> links = found("/p/[0-9a-z]{26}", heard);
        assertFalse(links.isEmpty(), "the notice in clear holds a link");
        List<String> guesses = Stream.concat(found("\\b[0-9]{6}\\b", heard).stream(), found("[0-9A-Z]{4}-[0-9A-Z]{4}", heard).stream())
                .limit(5).toList();
        assertFalse(guesses.isEmpty());
        for (String link : links) {
            PlainBrowser attacker = new PlainBrowser("http://localhost:" + base.getPort());
            attacker.get(link);
            attacker.press("go");
            for (String guess : guesses) {
                attacker.fill("words", guess).press("go");
                for (String canary : List.of(SUBJECT, BODY, FILE, ATTACHMENT, ANSWER)) {
                    assertFalse(attacker.page().contains(canary), link + " gave away " + canary);
                }
            }
            attacker.get("/p/message");
            assertFalse(attacker.page().contains(BODY));
        }
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private Entry entry() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        Letter letter = Letter.of(new Correspondent("Sam", sam().address()),
                EVERYBODY.stream().map(address -> Correspondent.of(Address.of(address))).toList(), SUBJECT, BODY)
                .withHtml("<p>" + BODY + "</p>")
                .enclosing(List.of(new Enclosure(FILE, "text/plain", RawMessage.of(ATTACHMENT.getBytes(StandardCharsets.US_ASCII)))));
        new MessageComposer(InstantSource.system(), new SecureRandom()).compose(letter, octets);
        long content = vault.store(sam().accountId(), new ByteArrayInputStream(octets.toByteArray()), 100_000);
        PickupTerms question = new PickupTerms(IdentityCheck.QUESTION, Optional.of("Which ward?"), Optional.of(ANSWER), 30);
        return new Entry(new Sender.Staff(sam()), new Envelope(ReversePath.of(sam().address()),
                EVERYBODY.stream().map(address -> ForwardPath.visible(Address.of(address))).toList()), content,
                new Wishes(Marking.AS_USUAL, false, Escalation.NONE, false, question, Duration.ZERO), Optional.empty());
    }

    private Map<String, Delivery> byRecipient(Acceptance.Accepted accepted) {
        return deliveries.ofMessage(sam().accountId(), accepted.message()).stream()
                .collect(Collectors.toMap(delivery -> delivery.recipient().toString(), delivery -> delivery));
    }

    private static Post.Mail last(String address) {
        Stream<Post.Mail> mails = Post.of(address).stream();
        return mails.reduce((first, second) -> second).orElseThrow();
    }

    private User sam() {
        return directory.user(Address.of("sam@clinic.test")).orElseThrow();
    }
}
