package org.sealpost.smime;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * Where a certificate says that one can ask whether it was taken back (RFC 5280 §4.2.1.13, §4.2.2.1).
 *
 * @param responders where OCSP is spoken, as far as we ask there
 * @param lists where whole lists of revoked certificates stand, as far as we fetch them
 * @param named whether it names any place, be it one that we don't ask
 */
record StatusPlaces(List<URI> responders, List<URI> lists, boolean named) {

    private static final int MOST = 2;
    private static final int LONGEST = 500;

    static StatusPlaces of(SmimeCertificate certificate) {
        try {
            List<String> responders = responders(certificate);
            List<String> lists = lists(certificate);
            boolean named = certificate.x509().getExtensionValue(Extension.cRLDistributionPoints.getId()) != null || !responders.isEmpty();
            return new StatusPlaces(followed(responders), followed(lists), named);
        } catch (RuntimeException e) {
            // what can't be read may have named one
            return new StatusPlaces(List.of(), List.of(), true);
        }
    }

    private static List<String> responders(SmimeCertificate certificate) {
        List<String> found = new ArrayList<>();
        extension(certificate, Extension.authorityInfoAccess.getId()).map(AuthorityInformationAccess::getInstance).ifPresent(access -> {
            for (AccessDescription one : access.getAccessDescriptions()) {
                if (one.getAccessMethod().equals(AccessDescription.id_ad_ocsp)) {
                    found.add(text(one.getAccessLocation()));
                }
            }
        });
        return found;
    }

    /** Of the points that list every reason and that the issuer signs itself. */
    private static List<String> lists(SmimeCertificate certificate) {
        List<String> found = new ArrayList<>();
        extension(certificate, Extension.cRLDistributionPoints.getId()).map(CRLDistPoint::getInstance).ifPresent(points -> {
            for (DistributionPoint point : points.getDistributionPoints()) {
                DistributionPointName name = point.getDistributionPoint();
                if (point.getReasons() == null && point.getCRLIssuer() == null && name != null && name.getType() == DistributionPointName.FULL_NAME) {
                    for (GeneralName one : GeneralNames.getInstance(name.getName()).getNames()) {
                        found.add(text(one));
                    }
                }
            }
        });
        return found;
    }

    private static Optional<byte[]> extension(SmimeCertificate certificate, String oid) {
        return Optional.ofNullable(certificate.x509().getExtensionValue(oid)).map(value -> ASN1OctetString.getInstance(value).getOctets());
    }

    private static String text(GeneralName name) {
        return name.getTagNo() == GeneralName.uniformResourceIdentifier ? name.getName().toString() : "";
    }

    private static List<URI> followed(List<String> written) {
        List<URI> places = new ArrayList<>();
        for (String text : written) {
            if (text.length() <= LONGEST && text.regionMatches(true, 0, "http://", 0, "http://".length()) && places.size() < MOST) {
                try {
                    places.add(URI.create(text));
                } catch (IllegalArgumentException e) {
                    continue;
                }
            }
        }
        return places;
    }
}
