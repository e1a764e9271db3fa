/** Floor 3: S/MIME (RFC 8551) over CMS (RFC 5652, RFC 5083): certificates, encrypting, signing, and what an opened message proves. */
package org.sealpost.smime;
