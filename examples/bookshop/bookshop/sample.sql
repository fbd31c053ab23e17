INSERT INTO genre (trail, name) VALUES
  ('fiction', 'Fiction'),
  ('fiction/classics', 'Classics'),
  ('fiction/crime', 'Crime'),
  ('science', 'Science'),
  ('science/nature', 'Nature');

INSERT INTO book (isbn, title, author, genre, price, published, stock) VALUES
  ('9780141439518', 'Pride and Prejudice', 'Jane Austen', 'fiction/classics', '7.50', '1813-01-28', 5),
  ('9780141439563', 'Great Expectations', 'Charles Dickens', 'fiction/classics', '8.25', '1861-08-01', 2),
  ('9780140439076', 'The Moonstone', 'Wilkie Collins', 'fiction/crime', '6.90', '1868-07-01', 1),
  ('9780140437706', 'The Hound of the Baskervilles', 'Arthur Conan Doyle', 'fiction/crime', '5.00', '1902-04-01', 0),
  ('9780140432053', 'On the Origin of Species', 'Charles Darwin', 'science/nature', '12.00', '1859-11-24', 3),
  ('9780140437164', 'The Natural History of Selborne', 'Gilbert White', 'science/nature', '9.99', '1789-12-01', 4),
  ('9780486447520', 'The Chemical History of a Candle', 'Michael Faraday', 'science', '4.75', NULL, 7);
