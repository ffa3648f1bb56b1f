#pragma once
#include "app/model/markdown.hpp"
#include "core/base/result.hpp"

#include <span>

namespace app {

/// A word of asyncio, explained.
struct Term {
    std::string name;
    std::vector<std::string> words; ///< by which texts mean it
    Blocks text;
};

/// The words of asyncio in alphabetical order.
class Glossary {
public:
    /// What links to a term begin with.
    static constexpr std::string_view link_prefix = "glossary:";

    Glossary() = default;
    explicit Glossary(std::vector<Term> terms);
    Glossary(const Glossary&) = delete; // words point to terms
    Glossary(Glossary&&) = default;
    Glossary& operator=(const Glossary&) = delete;
    Glossary& operator=(Glossary&&) = default;
    ~Glossary() = default;

    std::span<const Term> terms() const { return m_terms; }
    /// The term of that name, or null.
    const Term* find(std::string_view name) const;
    /// The terms that answer a query, best first: those so called, then those whose text has it.
    /// All of them for an empty one.
    std::vector<const Term*> search(std::string_view query) const;

    /// The same text, in which the first mention of each term leads to it.
    Blocks linked(Blocks text) const;

private:
    struct Word {
        std::string text;
        const Term* term;
    };

    const Word* word_at(std::string_view text, std::size_t at) const;
    std::vector<TextRun> linked(const TextRun& run, std::vector<const Term*>& done) const;

    std::vector<Term> m_terms;
    std::vector<Word> m_words; // longest first
};

/// Reads a glossary: a heading of level 2 for each term, below it a paragraph of code spans with
/// its words, then its text. An error says which term is wrong.
core::Result<std::vector<Term>> parse_glossary(std::string_view markdown);

/// The one that is built in.
Glossary built_in_glossary();

} // namespace app
