package org.sealpost.web.admin;

import java.util.List;
import org.sealpost.mail.Domain;

/**
 * A domain in the heat map.
 *
 * @param remark what stands under its name
 * @param cells as many as {@link HeatMap#COLUMNS}, in their order
 */
public record HeatRow(Domain domain, HeatCell standing, String remark, List<HeatCell> cells, String failure) {
}
