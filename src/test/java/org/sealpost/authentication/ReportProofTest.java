package org.sealpost.authentication;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.mail.Domain;
import org.sealpost.mail.RawMessage;

class ReportProofTest {

    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-27T12:00:00Z"));
    private static final String REPORT = "From: tls@vos.example\r\nTo: tlsrpt@clinic.test\r\nTLS-Report-Domain: clinic.test\r\n"
            + "TLS-Report-Submitter: vos.example\r\nSubject: Report\r\n\r\nbody\r\n";

    private final Map<String, String> published = new HashMap<>();

    /** A signature speaks for its domain and those below it, never for one above or beside it. */
    @ParameterizedTest
    @CsvSource({
        "vos.example,      vos.example,         vos.example",
        "vos.example,      mail.vos.example,    vos.example",
        "mail.vos.example, vos.example,         ''",
        "vos.example,      notvos.example,      ''",
        "evil.example,     vos.example,         ''"})
    void theAuthorsDomainOrOneAboveItMustHaveSigned(String signer, String author, String proven) throws Exception {
        String signed = signed(REPORT, signer, "");
        assertEquals(Optional.of(proven).filter(name -> !name.isEmpty()).map(Domain::new), of(signed, author).signer());
    }

    @Test
    void withoutASignatureNothingIsProvenWhateverStandsInTheHeader() throws IOException {
        assertEquals(new ReportProof.Finding(Optional.empty(), false), of(REPORT, "vos.example"));
        assertEquals(new ReportProof.Finding(Optional.empty(), false),
                of("Authentication-Results: mx.clinic.test; dkim=pass header.d=vos.example\r\n" + REPORT, "vos.example"));
    }

    @Test
    void severalAuthorsOrNoneAreVouchedForByNobody() throws Exception {
        String signed = signed(REPORT, "vos.example", "");
        assertEquals(Optional.empty(), of(signed, "vos.example", "evil.example").signer());
        assertEquals(Optional.empty(), of(signed).signer());
    }

    @Test
    void aKeyForReportsAloneProvesReportsAndNoOtherMail() throws Exception {
        String signed = signed(REPORT, "vos.example", " s=tlsrpt;");
        assertEquals(Optional.of(new Domain("vos.example")), of(signed, "vos.example").signer());
        assertEquals(List.of(DkimResult.Outcome.PERMERROR), new DkimVerifier(new TxtOnly(published), NOON).verify(message(signed)).stream()
                .map(DkimResult::outcome).toList());
        assertEquals(Optional.empty(), of(signed(REPORT, "vos.example", " s=other;"), "vos.example").signer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"body", "TLS-Report-Submitter: vos", "TLS-Report-Domain: clinic"})
    void whatWasChangedIsNoProof(String what) throws Exception {
        assertEquals(Optional.empty(), of(signed(REPORT, "vos.example", "").replace(what, what + "x"), "vos.example").signer());
    }

    @Test
    void aSignatureOfAPartOfTheBodyIsNoProof() throws Exception {
        String signed = signed(REPORT, "vos.example", "").replace("v=1;", "v=1; l=3;");
        assertEquals(new ReportProof.Finding(Optional.empty(), false), of(signed, "vos.example"));
    }

    @Test
    void whatCannotBeLookedUpNowIsLeftOpenOnlyIfItMightBeTheProof() throws Exception {
        String signed = signed(REPORT, "vos.example", "");
        published.replaceAll((name, record) -> "!");
        assertEquals(new ReportProof.Finding(Optional.empty(), true), of(signed, "vos.example"));
        assertEquals(new ReportProof.Finding(Optional.empty(), false), of(signed, "other.example"));
    }

    private String signed(String message, String domain, String service) throws GeneralSecurityException, IOException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        published.put("s._domainkey." + domain, DkimSigner.record("ed25519-sha256", pair.getPublic()).replace("; k=", ";" + service + " k="));
        return new DkimSigner(NOON).sign(message(message), List.of(new DkimSigner.Key(new Domain(domain), "s", "ed25519-sha256", pair.getPrivate())))
                + message;
    }

    private ReportProof.Finding of(String message, String... authors) throws IOException {
        return new ReportProof(new TxtOnly(published), NOON).of(message(message), Stream.of(authors).map(Domain::new).toList());
    }

    private static RawMessage message(String text) {
        return RawMessage.of(text.getBytes(US_ASCII));
    }
}
