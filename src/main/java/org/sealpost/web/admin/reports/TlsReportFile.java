package org.sealpost.web.admin.reports;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.sealpost.destination.TlsResults;
import org.sealpost.directory.Role;
import org.sealpost.mail.Domain;
import org.sealpost.reporting.Submitter;
import org.sealpost.tlsrpt.ReportText;
import org.sealpost.tlsrpt.TlsReport;
import org.sealpost.web.SignedIn;

/** {@code /admin/tls-report?domain=…&day=…[&packed=1]}: one report on TLS as it would travel (RFC 8460 §4.4, §5.1). */
@WebServlet("/admin/tls-report")
public class TlsReportFile extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    private transient TlsResults results;
    @Inject
    private transient Submitter submitter;
    @Inject
    private transient SignedIn signedIn;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        signedIn.user().mustBe(Role.SYSTEM);
        Optional<Domain> domain = Reports.domain(Objects.toString(request.getParameter("domain"), ""));
        Optional<LocalDate> day = Reports.day(Objects.toString(request.getParameter("day"), ""));
        Optional<TlsReport> report = domain.flatMap(name -> day.flatMap(on -> results.report(name, on, submitter.name())));
        if (report.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        write(report.get(), domain.get(), "1".equals(request.getParameter("packed")), response);
    }

    private static void write(TlsReport report, Domain domain, boolean packed, HttpServletResponse response) throws IOException {
        byte[] octets = packed ? ReportText.gzip(report) : ReportText.of(report).getBytes(StandardCharsets.UTF_8);
        response.setContentType(packed ? "application/tlsrpt+gzip" : "application/tlsrpt+json");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + ReportText.fileName(report, domain.name())
                + (packed ? ".json.gz" : ".json") + "\"");
        response.setContentLength(octets.length);
        response.getOutputStream().write(octets);
    }
}
