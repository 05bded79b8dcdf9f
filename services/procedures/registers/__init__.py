"""The registers that Decisions refer to: agencies, fields, levels and topics."""
