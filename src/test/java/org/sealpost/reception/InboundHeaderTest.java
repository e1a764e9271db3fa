package org.sealpost.reception;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.Settings;
import org.sealpost.assurance.TriggerTexts;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.ReversePath;
import org.sealpost.mime.HeaderFields;

class InboundHeaderTest {

    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-27T12:00:00Z"));
    private static final Optional<Origin.Tls> TLS = Optional.of(new Origin.Tls("TLSv1.3", "TLS_AES_256_GCM_SHA384", Optional.empty()));

    private static final Settings OTHERS = Settings.NONE.with(Setting.TRIGGERS, new TriggerTexts("#strong", "#page", "#postcard"));

    @Test
    void wordsOfEachAccountThatItIsForAreStripped() throws IOException {
        String text = through("From: vos@vos.example\r\nSubject: a #post+clear+card #POSTCARD +cl#postcardear+ b\r\n", TLS, "mx.vos.example");

        assertTrue(text.endsWith("Subject: a #post card +cl ear+ b\r\n"), text);
    }

    @Test
    void theTraceTellsWhoCameHowAndWhen() throws IOException {
        String text = through("From: Vos <vos@vos.example>\r\nSubject: Hello\r\n", TLS, "mx.vos.example");

        assertTrue(text.startsWith("Return-Path: <vos@vos.example>\r\nReceived: from mx.vos.example ([192.0.2.7]) by mx.clinic.test"), text);
        assertTrue(text.replaceAll("\r\n\\s+", " ").contains("with ESMTPS (TLSv1.3 TLS_AES_256_GCM_SHA384); Fri, 27 Nov 2026 12:00:00 GMT"), text);
        assertTrue(text.endsWith("From: Vos <vos@vos.example>\r\nSubject: Hello\r\n"), "the rest keeps its octets");
    }

    @Test
    void ordersFromOutsideAreNoOrders() throws IOException {
        String text = through("X-Sealpost-Protection: clear\r\nFrom: Vos <vos@vos.example>\r\n"
                + "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe_+CLEAR+?=\r\n +escrow+ yours\r\nReturn-Path: <forged@vos.example>\r\n", TLS, "mx.vos.example");

        assertFalse(text.toLowerCase().contains("sealpost"), text);
        assertFalse(text.toLowerCase().contains("+clear+") || text.contains("+escrow+"), text);
        assertFalse(text.contains("forged"), text);
        assertEquals("Grüße yours", new HeaderFields(text.getBytes(UTF_8)).words("Subject").orElseThrow());
    }

    @Test
    void nothingThatEhloSaidBecomesAFieldOfItsOwn() throws IOException {
        String text = through("From: vos@vos.example\r\n", Optional.empty(), "x (evil)\u0007;Bcc: y");

        assertTrue(text.replaceAll("\r\n\\s+", " ").contains("from x??evil???Bcc:?y ([192.0.2.7])"), text);
        assertTrue(text.contains("ESMTP;"), text);
    }

    @Test
    void anAuthorWhoIsLockedIsRefusedWhateverTheEnvelopeSays() {
        InboundHeader header = header(Optional.empty(), "mx.old.example",
                author -> author.filter(new Domain("bank.example")::equals).map(bank -> Inbound.Demand.TLS).isPresent()
                        ? Optional.of(Inbound.Demand.TLS) : Optional.empty());

        InboundHeader.Locked locked = assertThrows(InboundHeader.Locked.class, () -> header.inspect(new HeaderFields(
                "From: friend@old.example, Bank <pay@bank.example>\r\n".getBytes(UTF_8))));
        assertEquals(Inbound.Demand.TLS, locked.demand());
    }

    @Test
    void whoNamesNobodyIsWhoTheEnvelopeNames() throws IOException {
        InboundHeader header = header(TLS, "mx.vos.example", author -> Optional.empty());
        header.inspect(new HeaderFields("Subject: x\r\n".getBytes(UTF_8)));
        assertEquals(Address.of("vos@vos.example"), header.author().address());
    }

    private static String through(String fields, Optional<Origin.Tls> tls, String hello) throws IOException {
        HeaderFields header = new HeaderFields(fields.getBytes(UTF_8));
        header(tls, hello, author -> Optional.empty()).inspect(header);
        return new String(header.octets(), UTF_8);
    }

    private static InboundHeader header(Optional<Origin.Tls> tls, String hello,
            java.util.function.Function<Optional<Domain>, Optional<Inbound.Demand>> locks) {
        try {
            Origin origin = new Origin(InetAddress.getByName("192.0.2.7"), hello, tls, ReversePath.of(Address.of("vos@vos.example")), false);
            return new InboundHeader(origin, "mx.clinic.test", Settings.NONE, List.of(Settings.NONE, OTHERS), NOON, locks);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
