package org.sealpost.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.sealpost.assurance.Reason;

/**
 * The language of this request: the one that the reader chose (cookie {@code lang}), else the first that the browser
 * asks for and we speak, else English.
 */
@Named
@RequestScoped
public class Tongue {

    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.GERMAN);

    @Inject
    private HttpServletRequest request;

    private final Map<String, Phrasebook> books = new HashMap<>();

    public Locale locale() {
        Cookie[] cookies = request.getCookies();
        Stream<Locale> chosen = Stream.ofNullable(cookies).flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals("lang")).map(cookie -> Locale.forLanguageTag(cookie.getValue()));
        return Stream.concat(chosen, Collections.list(request.getLocales()).stream())
                .map(wanted -> Locale.forLanguageTag(wanted.getLanguage())).filter(SPOKEN::contains)
                .findFirst().orElse(Locale.ENGLISH);
    }

    /** @param bundle for example {@code org.sealpost.web.webmail.webmail} */
    public Phrasebook phrases(String bundle) {
        return books.computeIfAbsent(bundle, name -> new Phrasebook(name, locale()));
    }

    /** The reason as a sentence, for pages. */
    public String say(Reason reason) {
        return phrases("org.sealpost.web.web").say(reason);
    }
}
