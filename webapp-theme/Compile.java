import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins the theme's sources into the one style sheet that is served: {@code java webapp-theme/Compile.java}.
 *
 * <p>Phones that don't know {@code light-dark()} would lose every colour, so each pair is taken apart: the light value
 * stays in place, the dark one goes into a block for {@code prefers-color-scheme: dark} and one for
 * {@code data-theme="dark"}, right behind the tokens, so that later rules still win. With {@code --check} nothing is written; the exit status tells whether the served sheet is
 * the one that the sources make.
 */
final class Compile {

    private static final List<String> SOURCES =
            List.of("tokens.css", "icons.css", "sealpost.css", "primefaces.css", "pages.css");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("(--[a-z0-9-]+)\\s*:\\s*([^;{}]*light-dark\\([^;{}]*);");

    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(System.getProperty("theme.home", "webapp-theme"));
        Path served = home.resolveSibling("src/main/webapp/theme/sealpost.css");
        String sheet = compiled(home);
        if (arguments.length == 1 && arguments[0].equals("--check")) {
            System.exit(Files.readString(served).equals(sheet) ? 0 : 1);
        }
        Files.createDirectories(served.getParent());
        Files.writeString(served, sheet);
    }

    private static String compiled(Path home) throws IOException {
        StringBuilder sheet = new StringBuilder();
        for (String source : SOURCES) {
            sheet.append(COMMENT.matcher(Files.readString(home.resolve(source))).replaceAll(""));
        }
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
