import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Joins the theme's sources into the two style sheets that are served, one for the pickup pages alone: {@code java webapp-theme/Compile.java}.
 *
 * <p>Phones that don't know {@code light-dark()} would lose every colour, so each pair is taken apart: the light value
 * stays in place, the dark one goes into a block for {@code prefers-color-scheme: dark} and one for
 * {@code data-theme="dark"}, right behind the tokens, so that later rules still win. With {@code --check} nothing is written; the exit status tells whether the served sheet is
 * the one that the sources make.
 */
final class Compile {

    private static final List<String> SOURCES =
            List.of("tokens.css", "icons.css", "primefaces.css", "sealpost.css", "pages.css", "admin.css");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("(--[a-z0-9-]+)\\s*:\\s*([^;{}]*light-dark\\([^;{}]*);");

    private static final List<String> PICKUP_SECTIONS = List.of("base", "states", "p:commandButton", "inputs", "p:panel", "pickup portal");
    private static final Pattern PICKUP_RULES = Pattern.compile("\\.sp-(avatar|from|body|files?)\\b");
    private static final List<String> FILE_ICONS = List.of("pi-file", "pi-file-pdf", "pi-image");
    private static final Pattern MARK = Pattern.compile("\\b(is|pi)-[a-z-]+");
    private static final Pattern ICON = Pattern.compile("var\\(--i-([a-z-]+)\\)");
    private static final Pattern DRAWING = Pattern.compile("\\s*(?:--i-|\\.pi-)([a-z-]+)[ :{]");

    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(System.getProperty("theme.home", "webapp-theme"));
        Path webapp = home.resolveSibling("src/main/webapp");
        Map<String, String> sheets = Map.of("sealpost.css", compiled(everything(home)),
                "pickup.css", compiled(onlyPickup(home, webapp.resolve("WEB-INF/pickup"))));
        if (arguments.length == 1 && arguments[0].equals("--check")) {
            for (var sheet : sheets.entrySet()) {
                if (!Files.readString(webapp.resolve("theme").resolve(sheet.getKey())).equals(sheet.getValue())) {
                    System.exit(1);
                }
            }
            return;
        }
        Files.createDirectories(webapp.resolve("theme"));
        for (var sheet : sheets.entrySet()) {
            Files.writeString(webapp.resolve("theme").resolve(sheet.getKey()), sheet.getValue());
        }
    }

    private static String everything(Path home) throws IOException {
        StringBuilder sheet = new StringBuilder();
        for (String source : SOURCES) {
            sheet.append(COMMENT.matcher(Files.readString(home.resolve(source))).replaceAll(""));
        }
        return sheet.toString();
    }

    /** Recipients outside load a page once, often on a telephone: of the theme they get only what those pages use. */
    private static String onlyPickup(Path home, Path pages) throws IOException {
        StringBuilder markup = new StringBuilder();
        try (var files = Files.list(pages)) {
            for (Path page : files.sorted().toList()) {
                markup.append(Files.readString(page));
            }
        }
        Set<String> used = MARK.matcher(markup).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
        used.addAll(FILE_ICONS);
        String rules = sections(Files.readString(home.resolve("sealpost.css")), used) + Files.readString(home.resolve("pickup.css"));
        ICON.matcher(rules).results().map(icon -> "pi-" + icon.group(1)).forEach(used::add);
        String icons = Files.readString(home.resolve("icons.css")).lines()
                .filter(line -> drawing(line).map(icon -> used.contains("pi-" + icon)).orElse(true)).collect(Collectors.joining("\n", "", "\n"));
        String tokens = Files.readString(home.resolve("tokens.css")).lines()
                .filter(line -> !line.contains("--plot-")).collect(Collectors.joining("\n", "", "\n"));
        return COMMENT.matcher(tokens + icons + rules).replaceAll("");
    }

    private static String sections(String sheet, Set<String> used) {
        StringBuilder kept = new StringBuilder();
        String section = "";
        for (String line : sheet.lines().toList()) {
            if (line.startsWith("/* ====")) {
                section = line.replaceAll("^/\\* =+ | \\*/$", "");
            }
            boolean state = line.startsWith(".is-") && MARK.matcher(line).results().map(MatchResult::group).noneMatch(used::contains);
            boolean elsewhere = PICKUP_SECTIONS.stream().noneMatch(section::startsWith) && !PICKUP_RULES.matcher(line).lookingAt();
            if (!state && !elsewhere && !line.contains("splitbutton") && !line.contains("toggleswitch") && !line.contains(".ui-panel")
                    && !line.contains(".ui-selectonebutton") && !line.contains(".ui-tooltip") && !line.contains(".sp-search")
                    && !line.contains("sp-details")) {
                kept.append(line).append('\n');
            }
        }
        return kept.toString();
    }

    /** The name of the icon that a line draws or uses. */
    private static Optional<String> drawing(String line) {
        Matcher icon = DRAWING.matcher(line);
        return icon.lookingAt() ? Optional.of(icon.group(1)) : Optional.empty();
    }

    private static String compiled(String sheet) {
        Map<String, String> dark = new LinkedHashMap<>();
        String light = TOKEN.matcher(sheet).replaceAll(pair -> {
            dark.put(pair.group(1), side(pair.group(2), 2));
            return Matcher.quoteReplacement(pair.group(1) + ": " + side(pair.group(2), 1) + ";");
        });
        String night = dark.entrySet().stream().map(e -> e.getKey() + ":" + e.getValue() + ";")
                .reduce("color-scheme:dark;", String::concat);
        String nights = "\n@media (prefers-color-scheme: dark){:root:where(:not([data-theme=\"light\"])){" + night + "}}\n"
                + ":root:where([data-theme=\"dark\"]){" + night + "}\n";
        int afterTokens = light.indexOf('}') + 1;
        return "/* Made from webapp-theme by Compile.java: change it there. */\n"
                + tight(light.substring(0, afterTokens) + nights + light.substring(afterTokens));
    }

    /** Every {@code light-dark(a, b)} in the value replaced by its first or second part. */
    private static String side(String value, int which) {
        String rest = value;
        for (int at = rest.indexOf("light-dark("); at >= 0; at = rest.indexOf("light-dark(")) {
            int from = at + "light-dark(".length();
            int comma = -1;
            int depth = 0;
            int end = from;
            for (; depth > 0 || rest.charAt(end) != ')'; end++) {
                char c = rest.charAt(end);
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (c == ',' && depth == 0) {
                    comma = end;
                }
            }
            String chosen = which == 1 ? rest.substring(from, comma) : rest.substring(comma + 1, end);
            rest = rest.substring(0, at) + chosen.strip() + rest.substring(end + 1);
        }
        return rest.replaceAll("\\s+", " ").strip();
    }

    private static String tight(String css) {
        return css.lines().map(String::strip).filter(line -> !line.isEmpty()).reduce("", (a, b) -> a + b + "\n");
    }
}
