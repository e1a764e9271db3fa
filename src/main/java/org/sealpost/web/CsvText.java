package org.sealpost.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Lines of comma-separated values (RFC 4180) that no spreadsheet takes for formulas. */
public final class CsvText {

    private CsvText() { }

    /** What goes to the browser as a file of this name. */
    public static PrintWriter file(HttpServletResponse response, String name) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        return response.getWriter();
    }

    public static String line(List<String> values) {
        return values.stream().map(CsvText::value).collect(Collectors.joining(",")) + "\r\n";
    }

    /** What could begin a formula gets an apostrophe in front. */
    private static String value(String text) {
        String harmless = text.isEmpty() || "=+-@\t\r\n".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        return harmless.matches("[^\",\r\n]*") ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
