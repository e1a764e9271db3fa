package org.sealpost.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecurityHeadersTest {

    private static final String FIELD = "Strict-Transport-Security";

    private final SecurityHeaders filter = new SecurityHeaders(new Hosts() {
        @Override
        boolean configured(String host) {
            return knows(host, Set.of("mail.clinic.test"));
        }
    });

    @Test
    void theConfiguredHostPromisesHttpsForGood() throws Exception {
        assertEquals("max-age=31536000; includeSubDomains", answered("mail.clinic.test", true).get(FIELD));
    }

    @Test
    void aMailDomainOfWhichAPathLeadsHereIsBoundToNothing() throws Exception {
        Map<String, String> answer = answered("clinic.test", true);
        assertEquals(null, answer.get(FIELD));
        assertEquals(null, answered("openpgpkey.clinic.test", true).get(FIELD));
        assertEquals("nosniff", answer.get("X-Content-Type-Options"));
        assertEquals("no-store", answer.get("Cache-Control"));
    }

    @Test
    void nothingIsPromisedWithoutHttps() throws Exception {
        assertEquals(null, answered("mail.clinic.test", false).get(FIELD));
    }

    private Map<String, String> answered(String host, boolean secure) throws Exception {
        Map<String, String> fields = new HashMap<>();
        HttpServletRequest request = of(HttpServletRequest.class, (method, values) -> switch (method) {
            case "getRequestURI" -> "/.well-known/openpgpkey/policy";
            case "getContextPath" -> "";
            case "getHeader" -> host;
            case "isSecure" -> secure;
            case "getDispatcherType" -> DispatcherType.REQUEST;
            default -> null;
        });
        HttpServletResponse response = of(HttpServletResponse.class, (method, values) -> {
            assertEquals("setHeader", method);
            fields.put((String) values[0], (String) values[1]);
            return null;
        });
        filter.doFilter(request, response, (asked, answer) -> { });
        return fields;
    }

    private interface Call {
        Object answer(String method, Object[] values);
    }

    private static <T> T of(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (self, method, values) -> call.answer(method.getName(), values)));
    }
}
