package org.sealpost.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser that knows links, forms and cookies, and nothing else. */
public final class PlainBrowser {

    private static final Pattern FORM = Pattern.compile("<form\\b.*?</form>", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("<(input|textarea|button)\\b[^>]*?\\bname=\"([^\"]+)\"[^>]*>");
    private static final Pattern VALUE = Pattern.compile("\\bvalue=\"([^\"]*)\"");
    private static final Pattern NONCE = Pattern.compile("<script\\b[^>]*? nonce=\"([^\"]+)\"");
    private static final String BOUNDARY = "----plain-browser";

    private final String base;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).followRedirects(HttpClient.Redirect.NORMAL).build();
    private final Map<String, String> filled = new LinkedHashMap<>();
    private String fileField = "";
    private String fileName = "";
    private String fileContent = "";
    private HttpResponse<byte[]> answer;

    public PlainBrowser(String base) {
        this.base = base;
    }

    /** @throws AssertionError if it is asked again who that is */
    public PlainBrowser signIn(String address, String password) throws IOException, InterruptedException {
        get("/signin.xhtml");
        fill("signin:address", address).fill("signin:password", password).press("signin:enter");
        if (place().equals("/signin.xhtml")) {
            throw new AssertionError(page());
        }
        return this;
    }

    public void get(String place) throws IOException, InterruptedException {
        ask("GET", place);
    }

    public void ask(String method, String place) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(base + place)).method(method, BodyPublishers.noBody()));
    }

    public void post(String place, Map<String, String> fields) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(base + place)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(fields))));
    }

    public PlainBrowser fill(String field, String value) {
        filled.put(field, value);
        return this;
    }

    public PlainBrowser file(String field, String name, String content) {
        fileField = field;
        fileName = name;
        fileContent = content;
        return this;
    }

    /** Sends the form that holds the button. */
    public void press(String button) throws IOException, InterruptedException {
        String form = FORM.matcher(page()).results().map(found -> found.group())
                .filter(found -> found.contains("name=\"" + button + "\"")).findFirst().orElseThrow(() -> new AssertionError(page()));
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(form);
        while (field.find()) {
            Matcher value = VALUE.matcher(field.group());
            boolean skipped = field.group(1).equals("button") && !field.group(2).equals(button) || field.group().contains("type=\"file\"")
                    || field.group().contains("type=\"radio\"") && !field.group().contains("checked");
            if (!skipped) {
                fields.put(field.group(2), filled.getOrDefault(field.group(2), value.find() ? value.group(1) : ""));
            }
        }
        // the script of a PrimeFaces page adds the page's nonce
        Matcher nonce = NONCE.matcher(page());
        if (nonce.find()) {
            fields.put("primefaces.nonce", nonce.group(1));
        }
        filled.clear();
        Matcher action = Pattern.compile("action=\"([^\"]+)\"").matcher(form);
        String place = action.find() ? action.group(1) : place();
        if (form.contains("multipart/form-data")) {
            send(HttpRequest.newBuilder(URI.create(base + place)).header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                    .POST(BodyPublishers.ofByteArray(multipart(fields))));
        } else {
            post(place, fields);
        }
    }

    public int status() {
        return answer.statusCode();
    }

    public String place() {
        return answer.uri().getPath();
    }

    public String page() {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    public byte[] octets() {
        return answer.body();
    }

    public Map<String, String> headers() {
        return answer.headers().map().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().get(0)));
    }

    public List<String> all(String header) {
        return answer.headers().allValues(header);
    }

    /** The value behind the first {@code before="…"}. */
    public String attribute(String before) {
        Matcher found = Pattern.compile(Pattern.quote(before) + "=\"([^\"]+)\"").matcher(page());
        if (!found.find()) {
            throw new AssertionError("no " + before + " in " + page());
        }
        return found.group(1).replace("&amp;", "&");
    }

    public String cookie() {
        return cookies.getCookieStore().getCookies().stream().map(HttpCookie::getValue).collect(Collectors.joining());
    }

    private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        answer = client.send(request.header("Accept-Language", "en").build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream().map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }

    private byte[] multipart(Map<String, String> fields) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name
                + "\"\r\n\r\n" + value + "\r\n").getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + fileField + "\"; filename=\"" + fileName
                + "\"\r\nContent-Type: text/plain\r\n\r\n" + fileContent + "\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }
}
