/** Floor 2: sealed content: each message under a key of its own, wrapped by the account's keyset, shredded by destroying the wrapped key. */
package org.sealpost.vault;
