package org.sealpost.web.admin.destinations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Published;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.destination.Destinations;
import org.sealpost.directory.Account;
import org.sealpost.directory.Directory;
import org.sealpost.directory.LocalDomain;
import org.sealpost.directory.Role;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.Envelope;
import org.sealpost.mail.ForwardPath;
import org.sealpost.mail.ReversePath;
import org.sealpost.submission.Acceptance;
import org.sealpost.submission.Entry;
import org.sealpost.submission.Sender;
import org.sealpost.submission.Submission;
import org.sealpost.submission.Wishes;
import org.sealpost.testing.PlainBrowser;
import org.sealpost.transport.Survey;
import org.sealpost.vault.Vault;

/** Who sees what of others' domains, and who may change what binds mail there. Pia decides for her practice, Ada for all. */
@ExtendWith(ArquillianExtension.class)
class DomainPagesIT {

    private static final String PASSWORD = "practice makes perfect";
    private static final Domain CLINICS = new Domain("clinics-only.test");

    @Inject
    private HttpServletRequest request;
    @Inject
    private Directory directory;
    @Inject
    private Destinations destinations;
    @Inject
    private Submission submission;
    @Inject
    private Vault vault;

    private User ada;

    @BeforeEach
    void write() throws IOException {
        ada = directory.user(Address.of("ada@clinic.test")).orElseThrow();
        if (directory.user(Address.of("pia@practice.test")).isEmpty()) {
            Account practice = directory.found("Practice", "test");
            LocalDomain domain = directory.claim(practice.id(), new Domain("practice.test"), "test");
            directory.prove(practice.id(), domain.name(), List.of(domain.proofToken()), "test");
            directory.enrol(practice.id(), Address.of("pia@practice.test"), "Pia", Set.of(Role.ACCOUNT, Role.STAFF),
                    PASSWORD.toCharArray(), "test");
            destinations.learn(seen(CLINICS));
            send(ada, "someone@" + CLINICS);
        }
    }

    @Test
    void whoeverNeverWroteThereIsToldNothingAndTheFileHoldsNothing() throws Exception {
        PlainBrowser clinic = signedIn("ada@clinic.test", "sealpost-demo");
        clinic.get("/admin/destination.xhtml?name=" + CLINICS);
        assertTrue(clinic.page().contains("mx.clinics-only.test"), clinic.page());
        clinic.get("/admin/domains.csv");
        assertTrue(clinic.page().contains("\r\nclinics-only.test,"), clinic.page());

        PlainBrowser practice = signedIn("pia@practice.test", PASSWORD);
        practice.get("/admin/destination.xhtml?name=" + CLINICS);
        String known = practice.page();
        assertEquals(200, practice.status());
        assertTrue(known.contains("Nothing is known here of this domain."), known);
        practice.get("/admin/destination.xhtml?name=nobody-knows.test");
        assertEquals(comparable(known), comparable(practice.page()).replace("nobody-knows.test", CLINICS.name()));
        practice.get("/admin/destinations.xhtml?q=clinics");
        assertFalse(practice.page().contains("clinics-only.test"));
        practice.get("/admin/domains.csv");
        assertEquals(200, practice.status());
        assertFalse(practice.page().contains("clinics-only"));
    }

    @Test
    void thoseWhoAreNoSystemAdministratorsAreRefused() throws Exception {
        PlainBrowser practice = signedIn("pia@practice.test", PASSWORD);
        practice.get("/admin/forced.xhtml");
        assertEquals(403, practice.status());
        assertFalse(practice.page().contains("Force a domain"));
        practice.get("/admin/destinations.xhtml");
        assertEquals(200, practice.status());
        assertFalse(practice.page().contains("/admin/forced.xhtml"));
        PlainBrowser staff = signedIn("sam@clinic.test", "sealpost-demo");
        for (String place : List.of("/admin/destinations.xhtml", "/admin/destination.xhtml?name=dane.test", "/admin/domains.csv", "/admin/forced.xhtml")) {
            staff.get(place);
            assertEquals(403, staff.status(), place);
        }
        PlainBrowser stranger = new PlainBrowser("http://localhost:" + request.getLocalPort());
        stranger.get("/admin/domains.csv");
        assertEquals("/signin.xhtml", stranger.place());
    }

    /** The same form, sent by both. */
    @Test
    void aLiftThatSomebodyElseSendsHasNoEffect() throws Exception {
        Domain shared = new Domain("shared-lift.test");
        destinations.learn(seen(shared));
        User pia = directory.user(Address.of("pia@practice.test")).orElseThrow();
        send(pia, "someone@" + shared);
        PlainBrowser practice = signedIn("pia@practice.test", PASSWORD);
        practice.get("/admin/destination.xhtml?name=" + shared);
        assertTrue(practice.page().contains("TLS memory: it reached “proven server” once."), practice.page());
        assertFalse(practice.page().contains("one:lift"), "she sees it, and no form");
        lift(practice, shared);
        assertTrue(destinations.facts(shared).orElseThrow().tlsRemembered());

        PlainBrowser clinic = signedIn("ada@clinic.test", "sealpost-demo");
        clinic.get("/admin/destination.xhtml?name=" + shared);
        lift(clinic, shared);
        assertEquals("renewal is under way", destinations.facts(shared).orElseThrow().lifting().orElseThrow().why());
        assertFalse(destinations.facts(shared).orElseThrow().tlsRemembered());
        practice.get("/admin/destination.xhtml?name=" + shared);
        assertTrue(practice.page().contains("renewal is under way"), "others see who lifted it, and why");
        assertFalse(practice.page().contains("End it now"));
        destinations.endLift(shared, ada);
    }

    private static void lift(PlainBrowser browser, Domain domain) throws Exception {
        String page = browser.page();
        Map<String, String> fields = new HashMap<>(Map.of("one", "one", "one:lift", "one:lift", "one:reason", "renewal is under way",
                "one:until", LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).plusDays(7).toString()));
        fields.put("jakarta.faces.ViewState", first("name=\"jakarta.faces.ViewState\"[^>]* value=\"([^\"]+)\"", page));
        fields.put("primefaces.nonce", first("<script[^>]* nonce=\"([^\"]+)\"", page));
        browser.post("/admin/destination.xhtml?name=" + domain, fields);
        assertEquals(200, browser.status());
    }

    private static String first(String pattern, String page) {
        Matcher found = Pattern.compile(pattern).matcher(page);
        assertTrue(found.find(), pattern + " in " + page);
        return found.group(1);
    }

    private void send(User sender, String to) throws IOException {
        long content = vault.store(sender.accountId(), new ByteArrayInputStream(("From: " + sender.address() + "\r\nTo: " + to
                + "\r\nSubject: hello\r\n\r\nhello\r\n").getBytes(StandardCharsets.US_ASCII)), 1_000);
        Acceptance accepted = submission.accept(submission.read(new Entry(new Sender.Staff(sender), new Envelope(ReversePath.of(sender.address()),
                List.of(new ForwardPath(Address.of(to), true))), content, Wishes.NONE, Optional.empty())));
        assertTrue(accepted instanceof Acceptance.Accepted, accepted.toString());
    }

    private static Survey seen(Domain domain) {
        Evidence host = new Evidence(Instant.now(), "mx." + domain, Optional.of("192.0.2.1"), Optional.of("TLSv1.3"), Optional.empty(),
                Optional.empty(), TlsLevel.VERIFIED, Reason.of("tls.verified", "mx." + domain), Evidence.Policy.OPPORTUNISTIC, Optional.empty());
        return new Survey(domain, Instant.now(), Survey.Kind.REACHED, TlsLevel.VERIFIED, true, host.levelReason(), RoadFloor.NONE,
                Published.NOTHING, List.of(host));
    }

    /** Without what is drawn anew for each page. */
    private static String comparable(String page) {
        return page.replaceAll("(?s)<script.*?</script>|<input type=\"hidden\"[^>]*>", "");
    }

    private PlainBrowser signedIn(String address, String password) throws Exception {
        return new PlainBrowser("http://localhost:" + request.getLocalPort()).signIn(address, password);
    }
}
