package org.sealpost.web.pickup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.escrow.PickupFacts;
import org.sealpost.escrow.Pickups;
import org.sealpost.escrow.Waiting.Waited;
import org.sealpost.escrow.Waiting;
import org.sealpost.testing.PlainBrowser;

/** The pages over HTTP, as a recipient's browser without scripts sees them. */
@ExtendWith(ArquillianExtension.class)
class PickupPagesIT {

    private static final String ANSWER = "rex " + Waiting.CANARY;

    @Inject
    private ServletContext server;
    @Inject
    private Waiting waiting;
    @Inject
    private Pickups pickups;
    @Inject
    private HttpServletRequest request;
    @PersistenceContext
    private EntityManager database;

    private PlainBrowser browser;

    @BeforeEach
    void open() {
        browser = new PlainBrowser("http://localhost:" + request.getLocalPort());
    }

    @Test
    void theLinkShowsOrganisationAndReferenceOnlyAndChangesNothing() throws Exception {
        Waited waited = waiting.message(Waiting.QUESTION);
        String before = waiting.row(waited);
        for (String method : List.of("GET", "HEAD", "GET")) {
            browser.ask(method, link(waited));
            assertEquals(200, browser.status());
        }
        assertTrue(browser.page().contains("Clinic"));
        for (String hidden : List.of("Sam", "bob", "no-tls", Waiting.CANARY, "dog", "Ada")) {
            assertFalse(browser.page().contains(hidden), hidden);
        }
        assertEquals(before, waiting.row(waited));
        assertEquals(0, waiting.audited(waited, "pickup.opened"));
    }

    @Test
    void everyPageForbidsScriptsFramesCachesRefererAndRobots() throws Exception {
        Waited waited = waiting.message(Waiting.QUESTION);
        for (String place : List.of(link(waited), "/p", "/p/00000000000000000000000000", "/p/message")) {
            browser.get(place);
            Map<String, String> told = new TreeMap<>(browser.headers());
            assertEquals(List.of("default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; "
                    + "base-uri 'none'; frame-ancestors 'none'"), browser.all("content-security-policy"), place);
            assertEquals("no-referrer", told.get("referrer-policy"));
            assertEquals("no-store", told.get("cache-control"));
            assertEquals("nosniff", told.get("x-content-type-options"));
            assertEquals("DENY", told.get("x-frame-options"));
            assertTrue(told.get("x-robots-tag").contains("noindex"));
            assertFalse(browser.page().contains("<script"), place);
            assertFalse(browser.page().contains("style="), place);
        }
    }

    @Test
    void anyPageWithItsSheetWeighsLessThanFortyKilobytes() throws Exception {
        enter(waiting.message(Waiting.QUESTION));
        for (String place : List.of("/p", "/p/message", "/p/reply")) {
            browser.get(place);
            int page = browser.octets().length;
            browser.get(browser.attribute("link rel=\"stylesheet\" href"));
            assertTrue(page + browser.octets().length < 40_000, place + " " + page + " + " + browser.octets().length);
        }
    }

    @Test
    void theRightAnswerLeadsToTheMessageAndItsFiles() throws Exception {
        Waited waited = waiting.message(Waiting.QUESTION);
        browser.get(link(waited));
        browser.press("go");
        assertEquals("/p/check", browser.place());
        assertTrue(browser.page().contains("Name of the dog?"));
        assertEquals("", facts(waited).readAt().map(Object::toString).orElse(""));
        String stranger = browser.cookie();
        browser.fill("words", "no idea").press("go");
        assertTrue(browser.page().contains("That isn’t the answer. 4 more tries."));
        browser.fill("words", ANSWER).press("go");
        assertEquals("/p/message", browser.place());
        assertNotEquals(stranger, browser.cookie());
        assertTrue(browser.page().contains("Subject " + Waiting.CANARY));
        assertTrue(facts(waited).readAt().isPresent());

        String file = browser.attribute("class=\"sp-file\" href");
        browser.get(file);
        assertEquals(3, browser.octets().length);
        assertTrue(browser.headers().get("content-disposition").startsWith("attachment; filename="));
        assertTrue(browser.headers().get("content-security-policy").startsWith("sandbox"));
        browser.get("/p/message.eml");
        assertEquals(waited.original().message().size(), browser.octets().length);
        assertTrue(facts(waited).downloadedAt().isPresent());
    }

    @Test
    void nothingIsThereForThoseWhoDidNotProveAnything() throws Exception {
        Waited waited = waiting.message(Waiting.QUESTION);
        for (String place : List.of("/p/message", "/p/reply", "/p/sent", "/p/body", "/p/message.eml", "/p/file/0", "/p/file/1", "/p/check")) {
            browser.get(place);
            assertEquals(403, browser.status(), place);
            assertFalse(browser.page().contains(Waiting.CANARY), place);
        }
        browser.get(link(waited));
        browser.press("go");
        for (String place : List.of("/p/message", "/p/reply", "/p/message.eml", "/p/file/1")) {
            browser.get(place);
            assertEquals(403, browser.status(), place);
            assertFalse(browser.page().contains(Waiting.CANARY), place);
        }
        assertEquals("", facts(waited).readAt().map(Object::toString).orElse(""));
    }

    @Test
    void filesThatAreNotPartOfTheMessageAreNotThere() throws Exception {
        enter(waiting.message(Waiting.QUESTION));
        for (String place : List.of("/p/file/0", "/p/file/99", "/p/file/9999999999", "/p/file/-1", "/p/file/../../etc/passwd", "/p/file/", "/p/file/1x")) {
            browser.get(place);
            assertEquals(404, browser.status(), place);
            assertNotEquals("application/pdf", browser.headers().get("content-type"));
        }
    }

    @Test
    void aFormFromElsewhereIsNoTry() throws Exception {
        Waited waited = waiting.message(Waiting.QUESTION);
        browser.get(link(waited));
        browser.press("go");
        browser.post("/p/check", Map.of("prove", "prove", "words", "guess", "go", ""));
        browser.post("/p/check", Map.of("prove", "prove", "words", "guess", "go", "", "jakarta.faces.ViewState", "123:456"));
        browser.get("/p/check");
        assertTrue(browser.page().contains("5 tries."));
    }

    @Test
    void fiveWrongAnswersCloseTheDoorInWords() throws Exception {
        Waited waited = waiting.message(Waiting.QUESTION);
        browser.get(link(waited));
        browser.press("go");
        for (int i = 0; i < 5; i++) {
            browser.fill("words", "guess " + i).press("go");
        }
        assertTrue(browser.page().contains("Locked after five wrong tries"));
        browser.get(link(waited));
        assertTrue(browser.page().contains("Locked after five wrong tries"));
        assertFalse(browser.page().contains(Waiting.CANARY));
        assertTrue(facts(waited).locked());
    }

    @Test
    void whoIsInsideWhenTheCheckChangesProvesThemselfAgain() throws Exception {
        Waited waited = waiting.message(Waiting.QUESTION);
        enter(waited);
        pickups.changeTerms(waited.accountId(), waited.deliveryId(), Waiting.PASSPHRASE, "sam@clinic.test");
        browser.get("/p/message");
        assertEquals("/p/check", browser.place());
        assertTrue(browser.page().contains("has changed how you prove"));
        for (String place : List.of("/p/message.eml", "/p/message", "/p/body")) {
            browser.get(place);
            assertEquals(403, browser.status(), place);
            assertFalse(browser.page().contains(Waiting.CANARY), place);
        }
        browser.get("/p/check");
        browser.fill("words", "Correct Horse " + Waiting.CANARY).press("go");
        assertEquals("/p/message", browser.place());
    }

    @Test
    void whatWasWithdrawnWhileItWasOpenIsGone() throws Exception {
        Waited waited = waiting.message(Waiting.QUESTION);
        enter(waited);
        pickups.withdraw(waited.accountId(), waited.deliveryId(), "sam@clinic.test");
        for (String place : List.of("/p/message.eml", "/p/message", link(waited))) {
            browser.get(place);
            assertTrue(browser.status() == 410 || browser.status() == 403, place);
            assertFalse(browser.page().contains(Waiting.CANARY));
        }
        assertTrue(browser.page().contains("This message was withdrawn"));
    }

    @Test
    void leavingEndsTheVisit() throws Exception {
        enter(waiting.message(Waiting.QUESTION));
        browser.get("/p/leave");
        browser.get("/p/message");
        assertEquals(200, browser.status());
        browser.post("/p/leave", Map.of());
        browser.get("/p/message");
        assertEquals(403, browser.status());
    }

    @Test
    void aTypedReferenceLeadsOnWhetherItExistsOrNot() throws Exception {
        browser.get("/p");
        browser.fill("reference", "not one").fill("address", "bob@no-tls.test").press("go");
        assertTrue(browser.page().contains("That is no reference."));
        browser.fill("reference", "zzzz zzzz").fill("address", "bob@no-tls.test").press("go");
        assertEquals("/p/check", browser.place());
        assertTrue(browser.page().contains("b···@no-tls.test"));
        browser.fill("given", "000000").press("go");
        assertTrue(browser.page().contains("4 more tries"));
    }

    @Test
    void theAnswerArrivesInSamsInboxInTheSameConversation() throws Exception {
        Waited waited = waiting.message(Waiting.QUESTION);
        enter(waited);
        browser.get("/p/reply");
        browser.fill("text", "Thank you " + waited.deliveryId()).fill("name", "Bob Ünger").file("files", "signed.txt", "signed").press("send");
        assertEquals("/p/sent", browser.place(), browser.page());
        assertTrue(facts(waited).repliedAt().isPresent());
        Number accepted = (Number) database.createNativeQuery("""
                SELECT count(*) FROM message m JOIN delivery d ON d.message_id = m.id
                WHERE m.author = 'anna@verified.test' AND m.author_name = 'Bob Ünger' AND d.recipient = 'sam@clinic.test'""").getSingleResult();
        assertTrue(accepted.longValue() > 0);
    }

    @Test
    void largeFilesOfAnAnswerLieOnNoDiskOnceItIsSent() throws Exception {
        enter(waiting.message(Waiting.QUESTION));
        browser.get("/p/reply");
        browser.fill("text", "Large").fill("name", "Bob").file("files", "large.txt", "leftover ".repeat(100_000)).press("send");
        assertEquals("/p/sent", browser.place(), browser.page());
        File folder = (File) server.getAttribute(ServletContext.TEMPDIR);
        try (Stream<Path> files = Files.walk(folder.toPath())) {
            assertEquals(List.of(), files.filter(file -> Files.isRegularFile(file) && file.toFile().length() >= 900_000).toList());
        }
    }

    @Test
    void moreThanTwentyFiveMegabytesGetASentenceAndTheTextStays() throws Exception {
        enter(waiting.message(Waiting.QUESTION));
        browser.get("/p/reply");
        browser.fill("text", "Here it is").fill("name", "Bob").file("files", "big.bin", "x".repeat(26_000_000)).press("send");
        assertTrue(browser.page().contains("no more than 25 MB"), browser.page());
        assertTrue(browser.page().contains("Here it is"));
    }

    @Test
    void otherVerbsAreRefused() throws Exception {
        for (String method : List.of("PUT", "DELETE", "OPTIONS")) {
            browser.ask(method, "/p");
            assertEquals(405, browser.status(), method);
        }
    }

    private void enter(Waited waited) throws Exception {
        browser.get(link(waited));
        browser.press("go");
        browser.fill("words", ANSWER).press("go");
        assertEquals("/p/message", browser.place());
    }

    private static String link(Waited waited) {
        return "/p/" + waited.token().text();
    }

    private PickupFacts facts(Waited waited) {
        return pickups.facts(waited.accountId(), waited.deliveryId()).orElseThrow();
    }
}
