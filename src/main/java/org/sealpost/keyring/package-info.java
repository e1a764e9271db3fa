/** Floor 4: the certificates of contacts, which of them are in use, and who decided so. */
package org.sealpost.keyring;
