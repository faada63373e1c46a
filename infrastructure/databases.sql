-- PostgreSQL's databases for docker-compose.yml: each service has its own, and its own user. For this machine only.
CREATE ROLE orders LOGIN PASSWORD 'orders';
CREATE DATABASE orders OWNER orders;
CREATE ROLE invoices LOGIN PASSWORD 'invoices';
CREATE DATABASE invoices OWNER invoices;
