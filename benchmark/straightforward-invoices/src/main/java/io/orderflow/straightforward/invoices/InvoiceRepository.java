package io.orderflow.straightforward.invoices;

import org.springframework.data.repository.CrudRepository;

interface InvoiceRepository extends CrudRepository<Invoice, Long> {

}
