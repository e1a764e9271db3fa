package org.sealpost.web.admin.reports;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.sealpost.reception.ReplyRoad;
import org.sealpost.reception.ReplyRoads;
import org.sealpost.web.Moments;
import org.sealpost.web.SignedIn;

/** Of the page /admin/reports.xhtml: whose mail comes to the account without TLS. */
@Named
@RequestScoped
public class ClearCorrespondents {

    static final int MOST = 100;

    @Inject
    private ReplyRoads roads;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Moments moments;

    private List<Row> rows;

    /** @param lately how many of those without TLS came in the last 30 days */
    public record Row(String domain, long clear, long lately, long tls, String when, String moment) { }

    /** Those with the most messages first, a hundred at most. */
    public List<Row> getRows() {
        if (rows == null) {
            rows = roads.inClear(signedIn.account().id(), MOST).stream().map(this::row).toList();
        }
        return rows;
    }

    private Row row(ReplyRoad road) {
        return new Row(road.domain().unicode(), road.all().clear(), road.lately().clear(), road.all().tls(),
                moments.said(road.lastClear().orElse(null)), moments.full(road.lastClear().orElse(null)));
    }
}
