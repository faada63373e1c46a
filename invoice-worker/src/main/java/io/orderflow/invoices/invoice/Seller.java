package io.orderflow.invoices.invoice;

import java.util.List;
import java.util.Locale;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Who sells (BG-4). Kept with each invoice as it was then.
 *
 * @param name the registered name (BT-27)
 * @param vatId VAT identifier with its country prefix (BT-31); null where there is none
 * @param taxId the number by which the tax office knows the seller (BT-32); null where it
 * is not said
 * @param registration such as the number in a register of companies (BT-30); null where
 * there is none
 * @param email where to write to (BT-43)
 * @param address the postal address (BG-5)
 * @param iban the account to pay to (BT-84); null where it is not said
 * @param bic its bank (BT-86); null where it is not said
 */
public record Seller(@NotBlank String name, @Pattern(regexp = "^[A-Z]{2}[A-Z0-9]{2,13}$") @Nullable String vatId,
		@Nullable String taxId, @Nullable String registration, @NotBlank String email, @NotNull @Valid Address address,
		@Pattern(regexp = "^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$") @Nullable String iban,
		@Pattern(regexp = "^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$") @Nullable String bic) {

	/** Nobody: what invoices say in development, as a whole or not at all. */
	public static final Seller SAMPLE = new Seller("Sample Seller GmbH", "DE999999999", null, "HRB 000000, Musterstadt",
			"billing@example.com", new Address("Musterstraße 1", "Musterstadt", "00000", "DE"),
			"DE89370400440532013000", "COBADEFFXXX");

	/**
	 * EN 16931: BR-S-02, BR-Z-02, BR-E-02 and BR-AE-02. Exports, of category G, want the
	 * VAT identifier itself (BR-G-02), which is not asked of who does not export.
	 */
	@JsonIgnore
	@AssertTrue(message = "vat-id or tax-id must be set (EN 16931, BR-S-02)")
	boolean isKnownToATaxOffice() {
		return this.vatId != null || this.taxId != null;
	}

	/** EN 16931: BR-CL-14. */
	@JsonIgnore
	@AssertTrue(message = "address.country must be a code of ISO 3166-1 alpha-2, such as DE")
	boolean isOfACountry() {
		return this.address == null || List.of(Locale.getISOCountries()).contains(this.address.country());
	}

}
