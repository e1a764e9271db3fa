/** Floor 3: certificates proven by TLSA records (RFC 6698, RFC 7671, RFC 7672); nothing of the product. */
package org.sealpost.dane;
