-- What an older register called a device. It stands beside the serial number, which used to be written over where a list held both.
ALTER TABLE device ADD COLUMN asset_tag text CHECK (asset_tag <> '');
