package org.sealpost.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

    @Test
    void withoutAnyKeyTheDefaultsHold() {
        Configuration configuration = of(Map.of());
        assertEquals(URI.create("http://localhost:8080"), configuration.publicUrl());
        assertEquals(Set.of("localhost:8080"), configuration.hosts());
        assertEquals("localhost", configuration.smtpName());
        assertEquals(List.of(), configuration.dnsResolvers());
        assertFalse(configuration.believesResolver());
        assertEquals(37_748_736, configuration.messageLimit());
    }

    @Test
    void hostsAreThePublicOneAndTheListed() {
        assertEquals(Set.of("mail.clinic.example", "post.clinic.example:8443"), of(Map.of(
                "sealpost.web.url", "https://Mail.Clinic.example/",
                "sealpost.web.hosts", " post.clinic.example:8443 ")).hosts());
    }

    @Test
    void proxiesAreAddressesAndNetworks() {
        assertEquals("[192.0.2.7/32, 2001:db8:0:0:0:0:0:0/32]",
                of(Map.of("sealpost.smtp.proxy-networks", "192.0.2.7, 2001:db8::/32")).smtpProxies().toString());
        assertEquals(List.of(), of(Map.of()).smtpProxies());
    }

    @Test
    void aValueThatCantBeUsedIsNamedWithItsKey() {
        bad("sealpost.web.url", "mail.example.org");
        bad("sealpost.web.url", "https://mail.example.org/path");
        bad("sealpost.delivery.workers", "0");
        bad("sealpost.delivery.workers", "many");
        bad("sealpost.demo", "yes");
        bad("sealpost.dns.resolver", "ns.example.org:53");
        bad("sealpost.dns.resolver", "127.0.0.1");
        bad("sealpost.dns.validation", "none");
        bad("sealpost.smtp.proxy-networks", "proxy.example.org");
        bad("sealpost.smtp.proxy-networks", "192.0.2.0/33");
    }

    @Test
    void theSeamToTheFakeInternetIsRefusedOutsideTheDemo() {
        for (String key : new String[] {"sealpost.wire.port-map", "sealpost.tls.trust-anchors", "sealpost.dns.root-anchor"}) {
            IllegalStateException refused = assertThrows(IllegalStateException.class, () -> of(Map.of(key, "x")));
            assertTrue(refused.getMessage().contains(key), refused.getMessage());
        }
    }

    @Test
    void theDemoHasAPortMapAndAResolver() {
        Configuration configuration = of(Map.of("sealpost.demo", "true", "sealpost.dns.resolver", "127.0.0.1:5353",
                "sealpost.wire.port-map", "mx.verified.test=2525, MX.Slow.test=2526, mta-sts.sts.test:443=8443"));
        assertEquals(List.of(new InetSocketAddress("127.0.0.1", 5353)), configuration.dnsResolvers());
        assertEquals(Map.of("mx.verified.test", 2525, "mx.slow.test", 2526, "mta-sts.sts.test:443", 8443), configuration.portMap());
        for (String pair : new String[] {"mx.a.test", "=25", "mx.a.test:80=25", "mx.a.test=99999", "mx a=25"}) {
            Configuration wrong = of(Map.of("sealpost.demo", "true", "sealpost.wire.port-map", pair));
            assertThrows(IllegalStateException.class, wrong::portMap, pair);
        }
    }

    @Test
    void whatAResolverSaysOfAuthenticityIsBelievedOnlyFromThisMachine() {
        assertTrue(of(Map.of("sealpost.dns.validation", "resolver", "sealpost.dns.resolver", "127.0.0.1:53, [::1]:53")).believesResolver());
        for (String elsewhere : List.of("", "192.0.2.53:53", "127.0.0.1:53,192.0.2.53:53")) {
            Configuration refused = of(Map.of("sealpost.dns.validation", "resolver", "sealpost.dns.resolver", elsewhere));
            String why = assertThrows(IllegalStateException.class, refused::believesResolver).getMessage();
            assertTrue(why.contains("sealpost.dns.resolver must name resolvers on this machine only"), why);
        }
    }

    private static void bad(String key, String value) {
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> {
            Configuration configuration = of(Map.of(key, value));
            configuration.publicUrl();
            configuration.dnsResolvers();
            configuration.believesResolver();
            configuration.deliveryWorkers();
            configuration.smtpProxies();
        });
        assertTrue(refused.getMessage().startsWith(key + " is \"" + value + "\""), refused.getMessage());
    }

    private static Configuration of(Map<String, String> values) {
        return new Configuration(key -> Optional.ofNullable(values.get(key)));
    }
}
