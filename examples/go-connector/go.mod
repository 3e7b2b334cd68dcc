module percipio-connector

go 1.19
