#include "app/model/markdown.hpp"

#include <algorithm>
#include <array>

#include <md4c.h>

namespace app {
namespace {

struct List {
    bool numbered = false;
    int next = 1;
};

/// Collects what the parser reports into blocks.
class Collector {
public:
    void enter_block(MD_BLOCKTYPE type, const void* detail) {
        switch (type) {
        case MD_BLOCK_UL:
            m_lists.push_back({});
            break;
        case MD_BLOCK_OL:
            m_lists.push_back(
                {true, static_cast<int>(static_cast<const MD_BLOCK_OL_DETAIL*>(detail)->start)});
            break;
        case MD_BLOCK_LI:
            close();
            m_at_item = true; // its text may come in a paragraph or without one
            break;
        case MD_BLOCK_H:
            open(Block::Kind::heading);
            m_blocks.back().level =
                static_cast<int>(static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level);
            break;
        case MD_BLOCK_CODE:
            open(Block::Kind::code);
            break;
        case MD_BLOCK_P:
            open_text();
            break;
        default:
            break;
        }
    }

    void leave_block(MD_BLOCKTYPE type) {
        if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) {
            m_lists.pop_back();
        }
        close();
    }

    void enter_span(MD_SPANTYPE type, const void* detail) {
        if (type == MD_SPAN_EM || type == MD_SPAN_STRONG) {
            ++m_strong;
        } else if (type == MD_SPAN_CODE) {
            m_code = true;
        } else if (type == MD_SPAN_A) {
            const MD_ATTRIBUTE& href = static_cast<const MD_SPAN_A_DETAIL*>(detail)->href;
            m_link.assign(href.text, href.size);
        }
    }

    void leave_span(MD_SPANTYPE type) {
        if (type == MD_SPAN_EM || type == MD_SPAN_STRONG) {
            --m_strong;
        } else if (type == MD_SPAN_CODE) {
            m_code = false;
        } else if (type == MD_SPAN_A) {
            m_link.clear();
        }
    }

    void text(MD_TEXTTYPE type, std::string_view words) {
        if (type == MD_TEXT_HTML || type == MD_TEXT_NULLCHAR) {
            return;
        }
        add(type == MD_TEXT_SOFTBR || type == MD_TEXT_BR ? " " : words);
    }

    Blocks take() { return std::move(m_blocks); }

private:
    void open(Block::Kind kind) {
        m_blocks.push_back({kind, static_cast<int>(m_lists.size()), 0, {}});
        m_is_open = true;
    }

    void open_text() {
        if (!m_at_item || m_lists.empty()) {
            open(Block::Kind::paragraph);
            return;
        }
        m_at_item = false;
        List& list = m_lists.back();
        open(list.numbered ? Block::Kind::numbered : Block::Kind::bullet);
        m_blocks.back().number = list.numbered ? list.next++ : 0;
    }

    void close() { m_is_open = false; }

    void add(std::string_view words) {
        if (!m_is_open) {
            open_text();
        }
        const TextStyle style = m_code         ? TextStyle::code
                                : m_strong > 0 ? TextStyle::strong
                                               : TextStyle::plain;
        auto& runs = m_blocks.back().runs;
        if (!runs.empty() && runs.back().style == style && runs.back().link == m_link) {
            runs.back().text += words;
        } else {
            runs.push_back({std::string{words}, style, m_link});
        }
    }

    Blocks m_blocks;
    std::vector<List> m_lists;
    bool m_at_item = false;
    bool m_is_open = false;
    bool m_code = false;
    int m_strong = 0;
    std::string m_link;
};

Collector& collector(void* user) {
    return *static_cast<Collector*>(user);
}

MD_PARSER parser() {
    MD_PARSER parser{};
    parser.flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_COLLAPSEWHITESPACE;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
        collector(user).enter_block(type, detail);
        return 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* user) {
        collector(user).leave_block(type);
        return 0;
    };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* user) {
        collector(user).enter_span(type, detail);
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* user) {
        collector(user).leave_span(type);
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
        collector(user).text(type, {text, size});
        return 0;
    };
    return parser;
}

} // namespace

Blocks parse_markdown(std::string_view text) {
    Collector collected;
    const MD_PARSER reports = parser();
    md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &reports, &collected);
    Blocks blocks = collected.take();
    std::erase_if(blocks, [](const Block& block) { return block.runs.empty(); });
    return blocks;
}

std::string plain_text(const Block& block) {
    std::string text;
    for (const TextRun& run : block.runs) {
        text += run.text;
    }
    return text;
}

} // namespace app
