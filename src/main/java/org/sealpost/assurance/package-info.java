/** Floor 1: the words that wire, rules and screens share about how safe something is and must be. */
package org.sealpost.assurance;
