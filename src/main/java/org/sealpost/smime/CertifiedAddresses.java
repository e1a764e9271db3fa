package org.sealpost.smime;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;
import org.sealpost.mail.Address;
import org.sealpost.mail.MalformedAddress;

/** The mailboxes that a certificate names (RFC 8550 §3, RFC 9598). What is no mailbox, as one with a NUL inside, is left out. */
final class CertifiedAddresses {

    private static final String SMTP_UTF8_MAILBOX = "1.3.6.1.5.5.7.8.9";
    private static final int MOST = 100;

    private CertifiedAddresses() { }

    static List<Address> of(X509Certificate x509) {
        try {
            byte[] extension = x509.getExtensionValue(Extension.subjectAlternativeName.getId());
            List<String> written = new ArrayList<>();
            if (extension != null) {
                for (GeneralName name : GeneralNames.getInstance(ASN1OctetString.getInstance(extension).getOctets()).getNames()) {
                    named(name).ifPresent(written::add);
                }
            }
            return addresses(written.isEmpty() ? subject(x509) : written);
        } catch (RuntimeException e) {
            // what can't be read names nobody
            return List.of();
        }
    }

    /**
     * Whether constraints on mailboxes (RFC 5280 §4.2.1.10) reach all of them as the JDK understands them: those of the subject if there are no
     * alternative names at all, and never those in UTF-8 (RFC 9598 §6).
     */
    static boolean areInReach(X509Certificate x509) {
        try {
            byte[] extension = x509.getExtensionValue(Extension.subjectAlternativeName.getId());
            if (extension == null) {
                return true;
            }
            List<GeneralName> naming = Stream.of(GeneralNames.getInstance(ASN1OctetString.getInstance(extension).getOctets()).getNames())
                    .filter(name -> named(name).isPresent()).toList();
            return !naming.isEmpty() && naming.stream().allMatch(name -> name.getTagNo() == GeneralName.rfc822Name);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static Optional<String> named(GeneralName name) {
        if (name.getTagNo() == GeneralName.rfc822Name) {
            return Optional.of(ASN1IA5String.getInstance(name.getName()).getString());
        }
        if (name.getTagNo() != GeneralName.otherName) {
            return Optional.empty();
        }
        OtherName other = OtherName.getInstance(name.getName());
        return SMTP_UTF8_MAILBOX.equals(other.getTypeID().getId()) ? Optional.of(ASN1UTF8String.getInstance(other.getValue()).getString()) : Optional.empty();
    }

    private static List<Address> addresses(List<String> written) {
        List<Address> addresses = new ArrayList<>();
        for (String one : written.subList(0, Math.min(MOST, written.size()))) {
            try {
                addresses.add(Address.of(one));
            } catch (MalformedAddress e) {
                continue;
            }
        }
        return addresses.stream().distinct().toList();
    }

    private static List<String> subject(X509Certificate x509) {
        List<String> found = new ArrayList<>();
        for (RDN rdn : X500Name.getInstance(x509.getSubjectX500Principal().getEncoded()).getRDNs()) {
            for (AttributeTypeAndValue one : rdn.getTypesAndValues()) {
                if (one.getType().equals(PKCSObjectIdentifiers.pkcs_9_at_emailAddress) && one.getValue() instanceof ASN1IA5String text) {
                    found.add(text.getString());
                }
            }
        }
        return found;
    }
}
