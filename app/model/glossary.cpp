#include "app/model/glossary.hpp"

#include "assets/embedded.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace app {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same(char a, char b) {
    return lower(a) == lower(b);
}

bool is_word_char(char c) {
    return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

bool contains(std::string_view text, std::string_view query) {
    return std::search(text.begin(), text.end(), query.begin(), query.end(), same) != text.end();
}

bool begins_with(std::string_view text, std::string_view query) {
    return text.size() >= query.size() &&
           std::equal(query.begin(), query.end(), text.begin(), same);
}

/// 0: does not answer the query.
int score(const Term& term, std::string_view query) {
    if (begins_with(term.name, query)) {
        return 4;
    }
    const auto fits = [&](const std::string& word) { return begins_with(word, query); };
    if (std::any_of(term.words.begin(), term.words.end(), fits)) {
        return 3;
    }
    if (contains(term.name, query)) {
        return 2;
    }
    return std::any_of(term.text.begin(), term.text.end(),
                       [&](const Block& block) { return contains(plain_text(block), query); })
               ? 1
               : 0;
}

std::vector<std::string> words_of(const Block& block) {
    std::vector<std::string> words;
    for (const TextRun& run : block.runs) {
        if (run.style == TextStyle::code) {
            words.push_back(run.text);
        }
    }
    return words;
}

bool ends_word(std::string_view text, std::size_t end) {
    if (end >= text.size() || !is_word_char(text[end])) {
        return true;
    }
    // A point ends a sentence, unless a name goes on behind it.
    return text[end] == '.' && (end + 1 == text.size() || !is_word_char(text[end + 1]));
}

} // namespace

Glossary::Glossary(std::vector<Term> terms) : m_terms(std::move(terms)) {
    std::sort(m_terms.begin(), m_terms.end(), [](const Term& a, const Term& b) {
        return std::lexicographical_compare(a.name.begin(), a.name.end(), b.name.begin(),
                                            b.name.end(),
                                            [](char x, char y) { return lower(x) < lower(y); });
    });
    for (const Term& term : m_terms) {
        for (const std::string& word : term.words) {
            m_words.push_back({word, &term});
        }
    }
    std::stable_sort(m_words.begin(), m_words.end(),
                     [](const Word& a, const Word& b) { return a.text.size() > b.text.size(); });
}

const Term* Glossary::find(std::string_view name) const {
    const auto found = std::find_if(m_terms.begin(), m_terms.end(),
                                    [&](const Term& term) { return term.name == name; });
    return found == m_terms.end() ? nullptr : &*found;
}

std::vector<const Term*> Glossary::search(std::string_view query) const {
    std::vector<const Term*> found;
    for (const Term& term : m_terms) {
        if (query.empty() || score(term, query) > 0) {
            found.push_back(&term);
        }
    }
    if (!query.empty()) {
        std::stable_sort(found.begin(), found.end(), [&](const Term* a, const Term* b) {
            return score(*a, query) > score(*b, query);
        });
    }
    return found;
}

/// The longest word that begins there and ends where a word ends.
const Glossary::Word* Glossary::word_at(std::string_view text, std::size_t at) const {
    for (const Word& word : m_words) {
        if (begins_with(text.substr(at), word.text) && ends_word(text, at + word.text.size())) {
            return &word;
        }
    }
    return nullptr;
}

std::vector<TextRun> Glossary::linked(const TextRun& run, std::vector<const Term*>& done) const {
    if (!run.link.empty()) {
        return {run};
    }
    const std::string_view text = run.text;
    std::vector<TextRun> runs;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const Word* word = at > 0 && is_word_char(text[at - 1]) ? nullptr : word_at(text, at);
        if (word == nullptr) {
            continue;
        }
        const bool is_whole = word->text.size() == text.size();
        const bool is_known = std::find(done.begin(), done.end(), word->term) != done.end();
        if (is_known || (run.style == TextStyle::code && !is_whole)) {
            at += word->text.size() - 1;
            continue;
        }
        if (at > begin) {
            runs.push_back({std::string{text.substr(begin, at - begin)}, run.style});
        }
        runs.push_back({std::string{text.substr(at, word->text.size())}, run.style,
                        fmt::format("{}{}", link_prefix, word->term->name)});
        done.push_back(word->term);
        begin = at + word->text.size();
        at = begin - 1;
    }
    if (begin < text.size()) {
        runs.push_back({std::string{text.substr(begin)}, run.style});
    }
    return runs;
}

Blocks Glossary::linked(Blocks text) const {
    std::vector<const Term*> done;
    for (Block& block : text) {
        if (block.kind == Block::Kind::heading || block.kind == Block::Kind::code) {
            continue;
        }
        std::vector<TextRun> runs;
        for (const TextRun& run : block.runs) {
            for (TextRun& part : linked(run, done)) {
                runs.push_back(std::move(part));
            }
        }
        block.runs = std::move(runs);
    }
    return text;
}

core::Result<std::vector<Term>> parse_glossary(std::string_view markdown) {
    std::vector<Term> terms;
    for (Block& block : parse_markdown(markdown)) {
        if (block.kind == Block::Kind::heading) {
            if (block.level == 2) {
                terms.push_back({plain_text(block), {}, {}});
            }
        } else if (terms.empty()) {
            return core::Error{"a glossary begins with a term, a heading of level 2"};
        } else if (terms.back().words.empty()) {
            terms.back().words = words_of(block);
            if (terms.back().words.empty()) {
                return core::Error{fmt::format(
                    "term '{}': its first paragraph has its words as code", terms.back().name)};
            }
        } else {
            terms.back().text.push_back(std::move(block));
        }
    }
    return terms;
}

Glossary built_in_glossary() {
    auto terms = parse_glossary(assets::embedded("assets/glossary.md"));
    return terms ? Glossary{std::move(terms).value()} : Glossary{};
}

} // namespace app
