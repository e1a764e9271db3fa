package org.sealpost.testing;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Sam at the webmail without a browser's scripts: plain pages and plain posts, quick enough to make load. */
public final class Sam {

    /** The command that the page's script calls when somebody was typed. */
    private static final Pattern ADD = Pattern.compile("composeAdd\\s*=\\s*function.*?s:\"([^\"]+)\"", Pattern.DOTALL);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI site;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(new CookieManager())
            .connectTimeout(Duration.ofSeconds(5)).build();

    public Sam(URI site) {
        this.site = site;
    }

    public void signIn() throws IOException, InterruptedException {
        Map<String, String> form = form(get("/signin.xhtml"), "signin");
        form.put("signin:address", "sam@clinic.test");
        form.put("signin:password", "sealpost-demo");
        form.put("signin:enter", "signin:enter");
        HttpResponse<String> answer = post("/signin.xhtml", form);
        if (answer.statusCode() / 100 != 3) {
            throw new IOException("sign-in answers " + answer.statusCode());
        }
    }

    /** @return whether the page said that it was sent; only then anybody may rely on it */
    public boolean send(String to, String subject, String words) throws IOException, InterruptedException {
        String address = "/mail/compose.xhtml";
        String page = get(address);
        Map<String, String> form = form(page, "compose");
        String add = ADD.matcher(page).results().map(found -> found.group(1)).findFirst().orElseThrow(() -> new IOException("no add"));
        form.put("compose:subject", subject);
        form.put("compose:html", words);
        form.putAll(Map.of(add, add, "field", "TO", "typed", to));
        Map<String, String> added = form(post(address, form).body(), "compose");
        added.put("compose:send", "compose:send");
        HttpResponse<String> answer = post(address, added);
        return answer.statusCode() == 302 && answer.headers().firstValue("Location").orElse("").endsWith("/mail/inbox.xhtml");
    }

    /** The page with the latest message in the inbox whose subject has these words; waits until it is there. */
    public String opened(String words) {
        String inbox = Awaitility.await().atMost(PATIENCE).until(() -> get("/mail/inbox.xhtml"), page -> page.contains(words));
        String before = inbox.substring(0, inbox.indexOf(words));
        String link = before.substring(before.lastIndexOf("?m="));
        try {
            return get("/mail/inbox.xhtml" + link.substring(0, link.indexOf('"')).replaceAll("#.*", ""));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The form as the browser would send it; the script of a PrimeFaces page adds the page's nonce. */
    private static Map<String, String> form(String page, String id) throws IOException {
        Document document = Jsoup.parse(page);
        Element form = document.getElementById(id);
        if (form == null) {
            throw new IOException("the page has no form " + id);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        document.select("script[nonce]").stream().findFirst()
                .ifPresent(script -> fields.put("primefaces.nonce", script.attr("nonce")));
        form.select("input[type=hidden], input[type=text], input:not([type]), textarea").stream()
                .filter(field -> !field.attr("name").isEmpty()).forEach(field -> fields.put(field.attr("name"), field.val()));
        form.select("select[name]").forEach(select -> fields.put(select.attr("name"), select.select("option[selected]").attr("value")));
        form.select("input[type=radio][checked], input[type=checkbox][checked]").forEach(box -> fields.put(box.attr("name"), box.val()));
        return fields;
    }

    /** A page that answers 200. */
    public String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answers " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream().map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return http.send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(site.resolve(path)).timeout(Duration.ofSeconds(30));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
