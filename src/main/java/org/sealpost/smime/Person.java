package org.sealpost.smime;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.sealpost.mail.Address;

/** Whom a certificate is to name. */
record Person(String name, Address address) {

    private static final int MAX_COMMON_NAME = 64;

    /** @throws org.sealpost.mail.MalformedAddress if there is no address in it */
    static Person of(String written) {
        int open = written.lastIndexOf('<');
        Address address = Address.of(open < 0 ? written : written.substring(open + 1, written.endsWith(">") ? written.length() - 1 : written.length()));
        String name = open <= 0 ? "" : written.substring(0, open).strip();
        return new Person(name.isEmpty() ? address.toString() : name, address);
    }

    /** The name only; addresses are alternative names (RFC 8550 §3). */
    X500Name subject() {
        return new X500NameBuilder().addRDN(BCStyle.CN, name.substring(0, Math.min(name.length(), MAX_COMMON_NAME))).build();
    }

    GeneralNames alternativeNames() {
        if (!address.needsSmtpUtf8()) {
            return new GeneralNames(new GeneralName(GeneralName.rfc822Name, address.toString()));
        }
        ASN1EncodableVector mailbox = new ASN1EncodableVector();
        mailbox.add(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.9"));
        mailbox.add(new DERTaggedObject(true, 0, new DERUTF8String(address.toString())));
        return new GeneralNames(new GeneralName(GeneralName.otherName, new DERSequence(mailbox)));
    }
}
