"""Given names that are common in the United Kingdom, to tell a person's mailbox from a team's.

Names that are words too (Grace, Hope, Rose, Will) are left out: wards and services are called after them.
"""

GIVEN_NAMES = frozenset(
    """
    aaron abdul abigail adam adele adrian agnes ahmed aidan aisha alan albert alex alexander alexandra alfie ali alice
    alicia alison amanda amelia amina amir amy andrea andrew angela anita ann anna anne annette anthony antony anwar
    arthur asha ashley audrey ayesha barbara barry beatrice ben benjamin bernadette bernard beth bethany betty beverley
    brenda brian bridget bruce callum cameron carl carla carol carole caroline caron catherine cathy cerys charles
    charlie charlotte cheryl chloe chris christina christine christopher claire clare clive colin connor craig daniel
    daniela darren dave david dawn dean deborah debbie debra declan denise dennis derek diana diane donald donna doreen
    dorothy duncan edward eileen elaine eleanor elizabeth ella ellen ellie emily emma eric erin ethan eva eve evelyn
    farah fatima fiona frances francesca francis gareth gary gavin gemma geoff geoffrey george georgia georgina gerald
    geraldine gillian gladys glenn gordon graham gregory gwen hannah harold harpreet harriet harry hayley helen helena
    henry hilary howard hugh hussain ian ibrahim imogen ines imran irene isaac isabel isabella isabelle isla jack
    jackie jacob jacqueline jade jake james jamie jan jane janet janice jason jay jayne jean jeanette jeff jeffrey
    jennifer jenny jeremy jess jessica jill joan joanna joanne joe joel john jon jonathan jordan joseph josephine
    joshua joyce judith judy julia julian julie june karen karl kate katherine kathleen kathryn katie kay keith kelly
    ken kenneth kerry kevin khalid kieran kim kirsty krishna kyle lara laura lauren leah leanne lee leigh len leo
    leon leonard lesley leslie lewis liam linda lindsay lindsey lisa liz lorna lorraine louis louise lucas lucy luke
    lydia lynda lynn lynne maria marie marion mark marie martin martina mary maryam matthew maureen maurice max megan
    mel melanie melissa michael michelle miguel mike millie miriam mohamed mohammad mohammed moira molly monica morgan
    muhammad muriel nadia naomi natalie natasha nathan neil nicholas nichola nick nicola nigel nina noah noel nora
    norma norman olivia omar oliver oscar owen pam pamela pat patricia patrick paul paula pauline penny peter phil
    philip philippa phillip phoebe pippa priya rachael rachel raj rajesh ralph ravi ray raymond rebecca rhys richard
    rita rob robert roger ronald rosemary rosie ross roy russell ruth ryan sally sam samantha samuel sandra sanjay
    sara sarah scott sean shannon sharon shaun sheila shirley sian simon simran sophia sophie stacey stella stephanie
    stephen steve steven stewart stuart sue sunita susan suzanne sylvia tanya tara teresa terry theresa thomas tim
    timothy tina tom tony tracey tracy trevor tyler usman valerie vanessa vera veronica vicky victor victoria vincent
    vivien wayne wendy wilfred william yasmin yusuf yvonne zachary zainab zara zoe
    """.split()  # noqa: SIM905
)
