package org.sealpost.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's Chromium, talking to nobody but the page under test. */
final class Chromium implements AutoCloseable {

    private static final List<String> QUIET = List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions()
                .setExecutablePath(Path.of(System.getProperty("chromium", "/usr/bin/chromium"))).setArgs(QUIET));
    }

    /** Somebody with a screen of their own: no cookies, nothing kept. */
    Visitor visitor(String base, int width, boolean dark) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(base).setViewportSize(width, width < 700 ? 844 : 900).setHasTouch(width < 700)
                .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT).setLocale("en-GB").setTimezoneId("Europe/Berlin")
                .setAcceptDownloads(true));
        Page page = context.newPage();
        page.setDefaultTimeout(15_000);
        return new Visitor(page, width, dark);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
