package org.sealpost.authentication;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;

class AuthenticatorTest {

    private final Map<String, String> published = new HashMap<>();

    @ParameterizedTest
    @CsvSource({
        "v=spf1 ip4:192.0.2.0/24 -all,  pass",
        "v=spf1 ip4:198.51.100.7 -all,  fail",
        "v=spf1 ip4:198.51.100.7 ~all,  softfail",
        "v=spf1 ?all,                   neutral",
        "v=spf1 include:spf.vos.example -all, pass",
        "v=spf1 -all|v=spf1 +all,       permerror",
        "v=spf1 nonsense:x,             permerror",
        "something else,                none",
        "!,                             temperror"})
    void spfSaysWhetherTheEnvelopesDomainLetsTheClientSend(String record, String word) throws IOException {
        published.put("vos.example", record);
        published.put("spf.vos.example", "v=spf1 ip4:192.0.2.7 -all");
        assertEquals(word, authenticate("vos@vos.example", "vos.example").spf());
    }

    @Test
    void spfEndsAfterTenLookups() throws IOException {
        published.put("vos.example", "v=spf1 include:s1.vos.example -all");
        for (int i = 1; i < 20; i++) {
            published.put("s" + i + ".vos.example", "v=spf1 include:s" + (i + 1) + ".vos.example -all");
        }
        assertEquals("permerror", authenticate("vos@vos.example", "vos.example").spf());
    }

    @ParameterizedTest
    @CsvSource({
        "vos.example,      bounce@vos.example,      v=DMARC1; p=reject,          pass, reject",
        "vos.example,      bounce@mail.vos.example, v=DMARC1; p=reject,          pass, reject",
        "vos.example,      bounce@mail.vos.example, v=DMARC1; p=reject; aspf=s,  fail, reject",
        "vos.example,      bounce@other.example,    v=DMARC1; p=quarantine,      fail, quarantine",
        "team.vos.example, bounce@vos.example,      v=DMARC1; p=none; sp=reject, pass, reject",
        "vos.example,      bounce@notvos.example,   v=DMARC1; p=reject,          fail, reject",
        "vos.example,      bounce@vos.example,      something,                   none, ''",
        "vos.example,      bounce@vos.example,      !,                           temperror, ''"})
    void dmarcPassesIfWhatIsProvenBelongsToTheAuthor(String author, String envelope, String record, String dmarc, String policy) throws IOException {
        published.put("_dmarc.vos.example", record);
        List.of("vos.example", "mail.vos.example", "other.example", "notvos.example").forEach(domain -> published.put(domain, "v=spf1 ip4:192.0.2.7 -all"));

        Authentication found = authenticate(envelope, author);

        assertEquals(dmarc, found.dmarc());
        assertEquals(policy, found.policy());
        assertEquals(dmarc.equals("pass"), found.provesAuthor());
    }

    /** Who only signed doesn't count: whoever holds a signed message can bring it in any way. */
    @ParameterizedTest
    @CsvSource({
        "vos.example, bounce@vos.example,      v=DMARC1; p=reject,         vos.example",
        "vos.example, bounce@mail.vos.example, v=DMARC1; p=reject,         vos.example",
        "vos.example, bounce@mail.vos.example, v=DMARC1; p=reject; aspf=s, mail.vos.example",
        "vos.example, bounce@vos.example,      something,                  vos.example",
        "vos.example, bounce@other.example,    v=DMARC1; p=reject,         other.example",
        "vos.example, bounce@other.example,    something,                  other.example",
        "vos.example, bounce@elsewhere.example, v=DMARC1; p=reject,        ''",
        "elsewhere.example, bounce@elsewhere.example, something,           ''"})
    void whoseServerBroughtItIsWhoNamesThatServer(String author, String envelope, String record, String carrier) throws IOException {
        published.put("_dmarc.vos.example", record);
        published.put("elsewhere.example", "v=spf1 ip4:198.51.100.7 -all");
        List.of("vos.example", "mail.vos.example", "other.example").forEach(domain -> published.put(domain, "v=spf1 ip4:192.0.2.7 -all"));
        ReversePath from = ReversePath.of(Address.of(envelope));

        assertEquals(carrier, authenticate(envelope, author).carrier(from).map(Domain::name).orElse(""));
    }

    @Test
    void signatureAloneDoesntSayWhoseServerBroughtIt() {
        Domain vos = new Domain("vos.example");
        DkimResult signed = new DkimResult(DkimResult.Outcome.PASS, vos, "s", "", Set.of("from", "subject"));
        Authentication replayed = new Authentication(Optional.of(vos), "pass", "evil.example", false, List.of(signed), "pass", "reject");
        assertTrue(replayed.provesAuthor());
        assertEquals(Optional.of(new Domain("evil.example")), replayed.carrier(ReversePath.of(Address.of("x@evil.example"))));
        Authentication unnamed = new Authentication(Optional.of(vos), "none", "evil.example", false, List.of(signed), "pass", "reject");
        assertEquals(Optional.empty(), unnamed.carrier(ReversePath.of(Address.of("x@evil.example"))));
        assertEquals(Optional.empty(), replayed.carrier(ReversePath.NULL));
    }

    /** Mallory adds a key to a letter of Dr. Vos's that she got, and brings it to somebody else. */
    @Test
    void whatASignatureIsNotAboutMayHaveBeenAddedByWhoeverBringsIt() {
        Domain vos = new Domain("mail.vos.example");
        for (String signer : List.of("mail.vos.example", "vos.example")) {
            DkimResult plain = new DkimResult(DkimResult.Outcome.PASS, new Domain(signer), "s", "", Set.of("from", "subject"));
            DkimResult covering = new DkimResult(DkimResult.Outcome.PASS, new Domain(signer), "s", "", Set.of("from", "autocrypt"));
            assertFalse(proves(vos, false, plain), signer);
            assertTrue(proves(vos, true, plain), "the domain's own server brought it");
            assertTrue(proves(vos, false, plain, covering), signer);
        }
        assertFalse(proves(vos, false, new DkimResult(DkimResult.Outcome.PASS, new Domain("evil.example"), "s", "", Set.of("autocrypt"))));
        assertFalse(proves(vos, false, new DkimResult(DkimResult.Outcome.FAIL, vos, "s", "", Set.of("autocrypt"))));
    }

    private static boolean proves(Domain author, boolean aligned, DkimResult... signatures) {
        return new Authentication(Optional.of(author), "pass", "evil.example", aligned, List.of(signatures), "pass", "reject").provesField("autocrypt");
    }

    @Test
    void severalAuthorsAreVouchedForByNobody() throws IOException {
        published.put("_dmarc.vos.example", "v=DMARC1; p=reject");
        published.put("vos.example", "v=spf1 +all");
        Authentication found = authenticate("x@vos.example", "vos.example", "evil.example");
        assertEquals("permerror", found.dmarc());
        assertFalse(found.provesAuthor());
    }

    @Test
    void theFieldSaysItAllAndNothingElse() throws IOException {
        published.put("vos.example", "v=spf1 ip4:192.0.2.7 -all");
        String field = authenticate("vos@vos.example", "vos.example").field("mx.clinic.test");
        assertEquals("mx.clinic.test;\r\n spf=pass smtp.mailfrom=vos.example;\r\n dkim=none;\r\n dmarc=none header.from=vos.example", field);
        assertTrue(new Authenticator(new TxtOnly(published), InstantSource.system()).authenticate(RawMessage.of(new byte[0]),
                InetAddress.getByName("192.0.2.7"), "x;\r\n dmarc=pass", ReversePath.NULL, List.of()).field("mx.clinic.test").contains("mailfrom=x??? dmarc?pass"));
    }

    private Authentication authenticate(String envelope, String... authors) throws IOException {
        List<Domain> domains = java.util.Arrays.stream(authors).map(Domain::new).toList();
        return new Authenticator(new TxtOnly(published), InstantSource.system()).authenticate(
                RawMessage.of("From: x\r\n\r\nbody\r\n".getBytes(US_ASCII)), InetAddress.getByName("192.0.2.7"), "mx.vos.example",
                ReversePath.of(Address.of(envelope)), domains);
    }
}
