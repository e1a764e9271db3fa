package org.sealpost.web.admin.destinations;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.sealpost.mail.Domain;

/**
 * A domain in the heat map.
 *
 * @param remark what stands under its name
 * @param failure in words
 * @param cells as many as {@link HeatMap#COLUMNS}, in their order
 */
public record HeatRow(Domain domain, HeatCell standing, String remark, List<HeatCell> cells, String failure, Optional<LocalDate> failed) {
}
